import { redirect } from '@sveltejs/kit';

/** The record opens at its first tab. */
export function load({ params }): never {
	redirect(307, `/members/${params.memberId}/basic`);
}

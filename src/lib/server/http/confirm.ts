import type { App } from '#server/app';
import { problem, waitFor } from '#server/http/answer';
import { confirmPassword } from '#server/session/confirm-password';
import type { SignedIn } from '#server/session/session';

/** The answer where the own password was not the right one; undefined lets the work go on. */
export async function refusedConfirmation(
	app: App,
	signedIn: SignedIn,
	password: string
): Promise<Response | undefined> {
	const confirmed = await confirmPassword(app, signedIn, password);
	if (confirmed.kind === 'wait') return waitFor(confirmed.seconds);
	return confirmed.kind === 'refused' ? problem(401, 'session.refused') : undefined;
}

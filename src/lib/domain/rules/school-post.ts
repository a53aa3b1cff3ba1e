import { workPost } from '#domain/codes/work-post';

/** A student, or staff of a public institution (codes 102…). */
export function isSchoolPost(code: string): boolean {
	return code.startsWith('102') || workPost.row(code)?.student === true;
}

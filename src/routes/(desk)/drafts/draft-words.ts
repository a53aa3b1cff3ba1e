import type { DraftLine } from '#domain/drafts/draft';
import type { Problem } from '#domain/kernel/problem';
import { itemAt } from '#domain/model/member/item';
import type { Replica } from '#store/replica/replica';
import { sayProblem } from '#ui/words/wording';
import { sayValue } from '../change-words';

/** Why key presses could not be kept, and what to do. */
export function sayUnkept(problem: Problem): string {
	if (problem.code === 'storage.full') {
		return '本机存储空间不足。内容还在页面上，请不要关闭本页：清理空间，或先保存。';
	}
	if (problem.code === 'storage.lost') {
		return '浏览器暂时不能写入本机。内容还在页面上，请不要关闭本页，稍后会自动再试。';
	}
	return sayProblem(problem);
}

/** Typed items as lines that can be read without the form. */
export function linesOf(
	replica: Replica,
	edits: Readonly<Record<string, { to: string } | undefined>>,
	pathOf: (key: string) => string = (key) => key
): DraftLine[] {
	return Object.entries(edits).flatMap(([key, edit]) => {
		const path = pathOf(key);
		const label = itemAt(path)?.label;
		return edit && label ? [{ label, text: sayValue(replica, path, edit.to) }] : [];
	});
}

import type { DraftLine } from '#domain/drafts/draft';
import type { TypedAwards } from '#domain/drafts/typed-forms';
import { entryFieldOf } from '#domain/model/member/lists';

/** An unsaved list of awards as it can be read without its form. */
export function linesOfAwards({ text, file, values }: TypedAwards): DraftLine[] {
	const said = Object.entries(values).map(([key, value]) => ({
		label: entryFieldOf('rewards', key)?.label ?? '',
		text: value
	}));
	const lines = [{ label: '名单文件', text: file }, { label: '名单', text }, ...said];
	return lines.filter((line) => line.text !== '');
}

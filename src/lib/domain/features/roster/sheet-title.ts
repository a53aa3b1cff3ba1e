import type { FoundHeader } from './find-header';
import { isBlank, textOf } from './grid';
import { isNote } from './skip-row';

/** 信息学院学生第二党支部党员名册: a branch, and behind it nothing or what a list is called. */
const TITLE =
	/^(?!关于|请|各|为|对|按)([^\s的各，。、；：:！？,;]{2,60}?(?:党支部|支部)(?:委员会)?)(?:$|\d{2,4}年?|[（(]|党员|预备|正式|人员|名册|花名册|名单|信息|基本|情况|汇总|登记|统计|[一览]+表)/;

/** The branch that the name of a sheet or a title above its header names; undefined for most sheets. */
export function branchInTitle({ grid, row: header }: FoundHeader): string | undefined {
	const titles = grid.rows
		.filter(({ row, cells }) => row < header && !isNote(cells))
		.flatMap(({ cells }) => cells.filter((cell) => !isBlank(cell)).slice(0, 3))
		.map(textOf);
	for (const text of [grid.name, ...titles]) {
		const found = TITLE.exec(text.replace(/\s+/g, '').slice(0, 200))?.[1];
		if (found !== undefined) return found;
	}
	return undefined;
}

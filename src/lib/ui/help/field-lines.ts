import type { CodeTableName } from '#domain/codes/registry';
import { codeTables } from '#domain/codes/registry';
import { tabs, type Field, type RequiredWhen, type TabKey } from '#domain/model/member/field';
import { fields } from '#domain/model/member/fields';
import type { EntryField } from '#domain/model/member/list';
import { lists } from '#domain/model/member/lists';

/** How one item is filled in, as the help lists it; all of it from the catalogue. */
export interface FieldLine {
	/** Its anchor: the key, behind its list where it has one. */
	id: string;
	label: string;
	/** 奖惩, or 奖惩 › 奖励. */
	place: string;
	required: string;
	hint: string;
	table: CodeTableName | undefined;
	tableTitle: string;
}

const requiredWords: Record<RequiredWhen, string> = {
	always: '必填',
	never: '选填',
	full: '正式党员必填',
	professional: '专业技术岗位必填',
	staff: '教职工必填',
	lost: '失联党员必填',
	mobile: '流动党员必填',
	joint: '联合党支部必填',
	stopped: '停止党籍时必填',
	gone: '已出党或已死亡时必填',
	left: '已出党时必填',
	restored: '停止党籍后恢复时必填',
	approved: '停止党籍或已出党时必填'
};

function lineOf(field: EntryField, id: string, place: string): FieldLine {
	const { label, required, hint = '', kind } = field;
	// 是/否 needs no table.
	const table = kind === 'code' ? field.table : undefined;
	return {
		id,
		label,
		place,
		required: requiredWords[required],
		hint,
		table,
		tableTitle: table ? codeTables[table].title : ''
	};
}

/** Every item of a record and of its lists, tab by tab. */
export function fieldLinesByTab(): { tab: TabKey; title: string; lines: FieldLine[] }[] {
	return (Object.keys(tabs) as TabKey[])
		.map((tab) => ({ tab, title: tabs[tab], lines: linesOn(tab) }))
		.filter(({ lines }) => lines.length > 0);
}

function linesOn(tab: TabKey): FieldLine[] {
	const own = fields
		.filter((field: Field) => field.tab === tab)
		.map((field) => lineOf(field, field.key, tabs[tab]));
	const inLists = lists
		.filter((list) => list.tab === tab)
		.flatMap(({ key, title, fields: items }) =>
			items.map((item) => lineOf(item, `${key}-${item.key}`, `${tabs[tab]} › ${title}`))
		);
	return [...own, ...inLists];
}

import type { CodeTable } from '#domain/codes/code-table';
import { education } from '#domain/codes/education';
import { ethnicity } from '#domain/codes/ethnicity';
import type { CodeTableName } from '#domain/codes/registry';
import { workPost } from '#domain/codes/work-post';
import { Id } from '#domain/kernel/id';
import { isPlainDate } from '#domain/kernel/plain-date';
import { isPlainLines, isPlainText } from '#domain/kernel/text-shape';
import type { Field } from '#domain/model/member/field';
import { respelled } from '#domain/model/member/respell';

/** Longest text of a field without a limit of its own: dates, codes and flags are far shorter. */
const LONGEST = 60;

export type ValueField = Pick<Field, 'key' | 'kind' | 'table' | 'max'>;

/** Whether a table has the code: the server and the forms have every table (is-known-code.ts). */
export type IsCode = (table: CodeTableName, code: string) => boolean;

/** Of the tables, which are large together, those that the rules need and every start of the app has. */
const ruled: Partial<Record<CodeTableName, CodeTable>> = { ethnicity, education, workPost };
const isRuledCode: IsCode = (table, code) => ruled[table]?.row(code) !== undefined || !ruled[table];

/**
 * Why a text is no value of the field; undefined where it is one. Only its form is judged, as forms
 * and imports leave it: whether a number or a date can be right is for the rules to say.
 */
export function unfitFor(
	field: ValueField,
	text: string,
	isCode: IsCode = isRuledCode
): string | undefined {
	if (text === '') return undefined;
	const { kind, max = LONGEST } = field;
	if (text.length > max && [...text].length > max) return `longer than ${max}`;
	if (!(kind === 'note' ? isPlainLines : isPlainText)(text)) return 'characters';
	if (!isOfKind(field, text, isCode)) return `no ${kind}`;
	return respelled(field, text) === text ? undefined : 'spelling';
}

function isOfKind({ kind, table }: ValueField, text: string, isCode: IsCode): boolean {
	switch (kind) {
		case 'date':
			return isPlainDate(text);
		case 'code':
		case 'flag':
			return /^[0-9A-Za-z]+$/.test(text) && table !== undefined && isCode(table, text);
		case 'number':
			return /^-?\d+$/.test(text);
		case 'branch':
			return Id.safeParse(text).success;
		default:
			return true;
	}
}

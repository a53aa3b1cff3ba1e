import type { Field } from '#domain/model/member/field';
import { fields, type FieldKey } from '#domain/model/member/fields';

/** What a column of a workbook holds: a field, or the percentage that is computed, never imported. */
export type ColumnKey = FieldKey | 'completeness';

const COMPLETENESS = '信息完整度(%)';

/** Fields that workbooks may carry, in the order of the form. */
export const rosterFields: readonly Field[] = (fields as readonly Field[]).filter(
	(field) => !field.internal
);

/**
 * The 25-column layout of the national export, in its order (domain.md 8). Offices match the
 * headers letter by letter, so the blank behind 是否农民工 belongs to it.
 */
export const nationalLayout: readonly { header: string; key: ColumnKey }[] = [
	...(
		[
			'name',
			'idNumber',
			'gender',
			'ethnicity',
			'nativePlace',
			'isTaiwanOrigin',
			'birthDate',
			'education',
			'memberCategory',
			'branchId',
			'joinDate',
			'regularDate',
			'workPost',
			'workStartDate',
			'homeAddress',
			'mobile',
			'maritalStatus',
			'archiveUnit',
			'techPost',
			'newSocialStratum',
			'frontLine',
			'trainingStatus',
			'isMigrantWorker',
			'isLost'
		] as const
	).map((key) => ({ header: nationalHeader(key), key })),
	{ header: COMPLETENESS, key: 'completeness' }
];

function nationalHeader(key: FieldKey): string {
	const header = rosterFields.find((field) => field.key === key)?.national;
	if (!header) throw new Error(`${key} has no national header`);
	return key === 'isMigrantWorker' ? `${header} ` : header;
}

/** What a header was recognised as. `part` tells the code column of an export that gives both. */
export interface HeaderReading {
	field: FieldKey;
	readAs: string;
	part: 'whole' | 'code';
}

/** A header without what offices put into it: blanks, line breaks, stars, 必填, full-width signs. */
function headerKey(header: string): string {
	return header
		.normalize('NFKC')
		.replace(/[\s\u200b-\u200d\ufeff*]+/g, '')
		.replace(/\((?:必填|选填)\)$/, '');
}

/** Header text without blanks → field. A Map, so that no header can name a prototype. */
const known: ReadonlyMap<string, HeaderReading> = new Map(
	rosterFields.flatMap((field) => {
		const names = [
			field.label,
			...(field.national ? [field.national] : []),
			...(field.headers ?? [])
		];
		const key = field.key as FieldKey;
		const whole = names.map((name): [string, HeaderReading] => [
			headerKey(name),
			{ field: key, readAs: name, part: 'whole' }
		]);
		if (field.kind !== 'code' && field.kind !== 'flag' && field.kind !== 'branch') return whole;
		return [
			...whole,
			...names.map((name): [string, HeaderReading] => [
				headerKey(codeHeader(name)),
				{ field: key, readAs: codeHeader(name), part: 'code' }
			])
		];
	})
);

/** The header of the code column beside the column of names. */
export function codeHeader(header: string): string {
	return `${header}代码`;
}

export function recogniseHeader(header: string): HeaderReading | undefined {
	const key = headerKey(header);
	// A long text is a note, however it begins.
	return key.length > 40 ? undefined : known.get(key);
}

import { codeTables } from '#domain/codes/registry';
import type { EntryField } from '#domain/model/member/list';
import { maskId, maskPhone } from '#domain/features/print/mask';

/** One item on paper: its Chinese label and what stands beside it. */
export interface PrintedCell {
	key: string;
	label: string;
	/** '' is a line to write on. */
	value: string;
	/** A code of this register’s own, which must not be taken for a national one. */
	local: boolean;
	/** Needs a line to itself. */
	wide: boolean;
}

/** What a sheet is made with beside the record. */
export interface Printing {
	/** ID and phone numbers in full; without it only their ends are printed. */
	whole: boolean;
	/** The full name of an organisation, '' where it is not known. */
	orgName(id: string): string;
}

/** Texts that may be longer than half a line. */
const LONG = 120;

/** The kinds a sheet masks unless the whole number is needed. */
export function isMasked({ kind }: EntryField): boolean {
	return kind === 'idNumber' || kind === 'mobile' || kind === 'landline';
}

export function cellOf(field: EntryField, value: string, printing: Printing): PrintedCell {
	const row = field.table && codeTables[field.table].row(value);
	return {
		key: field.key,
		label: field.label,
		value: sayValue(field, value, printing),
		local: row?.local === true,
		wide: field.kind === 'note' || field.kind === 'branch' || (field.max ?? 0) >= LONG
	};
}

function sayValue(field: EntryField, value: string, { whole, orgName }: Printing): string {
	if (value === '') return '';
	if (field.kind === 'branch') return orgName(value);
	if (field.table) return codeTables[field.table].nameOf(value);
	if (whole || !isMasked(field)) return value;
	return field.kind === 'idNumber' ? maskId(value) : maskPhone(value);
}

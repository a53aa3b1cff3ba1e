import { isFieldKey, type FieldKey } from '#domain/model/member/fields';
import { rosterFields } from '#domain/features/roster/columns';
import type { CodeStyle } from '#domain/features/roster/write-rows';

export type Format = 'xlsx' | 'csv';

/** What a person chose of an export: columns and habits, never a person. */
export interface ExportChoice {
	columns: FieldKey[];
	national: boolean;
	style: CodeStyle;
	format: Format;
}

/** Lies in clear: there is nothing of anybody in it. */
const PLACE = 'branchbook.export';

/** What a first export offers: no identifiers unless the person adds them (R-EXP-01). */
const first: ExportChoice = {
	columns: rosterFields
		.filter((field) => field.national && !(field.sensitive && field.key !== 'name'))
		.map((field) => field.key as FieldKey),
	national: false,
	style: 'name',
	format: 'xlsx'
};

/** The last choice on this device. Whatever is not a choice of ours is left out, piece by piece. */
export function rememberedChoice(memory: Pick<Storage, 'getItem'> = localStorage): ExportChoice {
	const stored = parsed(memory.getItem(PLACE));
	const columns: unknown[] = Array.isArray(stored['columns']) ? stored['columns'] : first.columns;
	return {
		columns: columns.filter((key): key is FieldKey => typeof key === 'string' && isFieldKey(key)),
		national: stored['national'] === true,
		style: oneOf(['code', 'name', 'both'] as const, stored['style'], first.style),
		format: oneOf(['xlsx', 'csv'] as const, stored['format'], first.format)
	};
}

export function rememberChoice(
	choice: ExportChoice,
	memory: Pick<Storage, 'setItem'> = localStorage
): void {
	memory.setItem(PLACE, JSON.stringify(choice));
}

function parsed(text: string | null): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text ?? '{}');
		return typeof value === 'object' && value !== null ? { ...value } : {};
	} catch {
		// A damaged memory of the last choice is no reason to refuse an export.
		return {};
	}
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, otherwise: T): T {
	return allowed.find((one) => one === value) ?? otherwise;
}

import { readDate } from '#domain/kernel/date-spelling';
import type { Field } from '#domain/model/member/field';
import { respelled } from '#domain/model/member/respell';

/** The text a field keeps of what was typed. A date that is not whole yet stays as typed. */
export function normalise(field: Pick<Field, 'key' | 'kind'>, raw: string): string {
	if (field.kind !== 'date') return respelled(field, raw);
	const reading = readDate(raw);
	return 'date' in reading ? reading.date : raw.trim();
}

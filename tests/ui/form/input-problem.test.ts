import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKnownCode } from '#domain/codes/is-known-code';
import { fields } from '#domain/model/member/fields';
import { lists } from '#domain/model/member/lists';
import { normalise } from '#domain/model/member/normalise';
import { unfitFor } from '#domain/model/member/value-shape';
import { inputProblem } from '#ui/form/input-problem';
import { hostileTo } from '../../support/hostile-values';

/** A form says why a text cannot be kept exactly where the wire would refuse it. */
const all = [...fields, ...lists.flatMap((list) => [...list.fields])];

describe.each(all.map((field) => [field.key, field] as const))('%s', (_key, field) => {
	const typed = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 30 }),
		fc.string({ unit: fc.constantFrom(...'0123456789-－年月日 .\t\n\u200b张José\u0301X１') }),
		fc.constantFrom(...hostileTo(field).map(([, value]) => value))
	);

	test('what the form leaves is taken, or the form says why not', () => {
		fc.assert(
			fc.property(typed, (text) => {
				const left = normalise(field, text);
				expect(inputProblem(field, left) === undefined).toBe(
					unfitFor(field, left, isKnownCode) === undefined
				);
			}),
			{ numRuns: 200 }
		);
	});
});

import { describe, expect, test } from 'vitest';
import { fieldOf } from '#domain/model/member/fields';
import {
	rememberChoice,
	rememberedChoice,
	type ExportChoice
} from '../../src/routes/(desk)/members/export/export-choice';

const memory = (text: string | null) => ({ getItem: () => text });

describe('the choice of an export is remembered on the device', () => {
	test('what was chosen comes back', () => {
		const choice: ExportChoice = {
			columns: ['name', 'mobile'],
			national: true,
			style: 'both',
			format: 'csv'
		};
		let kept = '';
		rememberChoice(choice, { setItem: (_key, text) => (kept = text) });
		expect(rememberedChoice(memory(kept))).toEqual(choice);
	});

	test('[R-EXP-01] the first choice offers no identifier beside the name', () => {
		const { columns } = rememberedChoice(memory(null));
		expect(columns).toContain('name');
		expect(columns.filter((key) => key !== 'name' && fieldOf(key).sensitive)).toEqual([]);
	});

	test.each(['', '{', 'null', '7', '[]', '{"columns":"name"}'])('%s is no choice', (text) => {
		expect(rememberedChoice(memory(text))).toEqual(rememberedChoice(memory(null)));
	});

	test('what is not ours is left out, piece by piece', () => {
		const text = '{"columns":["name","__proto__",3],"national":"yes","style":"x","format":"csv"}';
		expect(rememberedChoice(memory(text))).toEqual({
			columns: ['name'],
			national: false,
			style: 'name',
			format: 'csv'
		});
	});
});

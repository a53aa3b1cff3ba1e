import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { planted } from '../bundle';
import { plantedBugs } from './registry';

test.each(plantedBugs)('[simulator] planted bug $id still fits the source', (bug) => {
	const source = readFileSync(bug.file, 'utf8');
	expect(planted(source, bug)).not.toBe(source);
});

test('[simulator] no two planted bugs have one id', () => {
	const ids = plantedBugs.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
});

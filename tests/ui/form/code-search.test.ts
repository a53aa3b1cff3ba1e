import { pinyin } from 'pinyin-pro';
import { beforeEach, describe, expect, it } from 'vitest';
import { codeTables } from '#domain/codes/registry';
import { searchCodes, setCodeInitials } from '#ui/form/code-search';

const { education, workPost, ethnicity, techPost } = codeTables;
const codes = (choices: readonly { row: { code: string } }[]) => choices.map(({ row }) => row.code);
const byPinyin = (text: string) =>
	pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('');

describe('code pickers search by code, name and pinyin initials', () => {
	beforeEach(() => setCodeInitials(byPinyin));

	it('an empty query offers every code a record may carry, and no group', () => {
		for (const table of Object.values(codeTables)) {
			const offered = searchCodes(table, '');
			expect(new Set(codes(offered)), table.name).toEqual(new Set(codes(toRows(table.choices))));
			expect(offered.every(({ row }) => row.selectable !== false)).toBe(true);
		}
	});

	it('402 finds the posts of undergraduates by their code', () => {
		expect(codes(searchCodes(workPost, '402'))).toEqual(['40201', '40202', '40203']);
	});

	it('本科 finds the posts whose name says so', () => {
		expect(codes(searchCodes(workPost, '本科'))).toEqual(['40201', '40202', '40203']);
	});

	it('本科 finds the choices of the group 本科教育, though none carries the word', () => {
		expect(codes(searchCodes(education, '本科'))).toEqual(['21', '22', '23']);
	});

	it('bk finds both by pinyin initials', () => {
		expect(codes(searchCodes(education, 'bk'))).toEqual(['21', '22', '23']);
		expect(codes(searchCodes(workPost, 'bk'))).toEqual(['40201', '40202', '40203']);
	});

	it('an exact code comes before codes that begin with it, those before names', () => {
		expect(codes(searchCodes(education, '1')).slice(0, 2)).toEqual(['11', '12']);
		expect(codes(searchCodes(education, '4'))[0]).toBe('4');
		expect(codes(searchCodes(ethnicity, 'hz'))).toContain('01');
	});

	it('full-width digits, capitals and blanks are the same question', () => {
		expect(codes(searchCodes(workPost, ' ４０２ '))).toEqual(['40201', '40202', '40203']);
		expect(codes(searchCodes(education, 'BK'))).toEqual(['21', '22', '23']);
		expect(codes(searchCodes(workPost, 'l01'))).toEqual(['L01']);
	});

	it('the choices of one group stand together and name it', () => {
		const offered = searchCodes(workPost, '');
		const groups = offered.map(({ group }) => group);
		const changes = groups.filter((group, index) => group !== groups[index - 1]);
		expect(changes.length).toBe(new Set(groups).size);
		expect(searchCodes(techPost, '副高')[0]?.group).toBe('高级');
		expect(searchCodes(workPost, '40201')[0]?.group).toBe('学生 › 大学本科');
	});

	it('what no code answers finds nothing', () => {
		expect(searchCodes(education, 'zzzz')).toEqual([]);
		expect(searchCodes(education, '没有这样的学历')).toEqual([]);
	});

	it('before pinyin is loaded codes and names still answer, initials find nothing', () => {
		setCodeInitials(() => '');
		expect(codes(searchCodes(education, '21'))).toEqual(['21']);
		expect(searchCodes(education, 'bk')).toEqual([]);
	});
});

function toRows<Row>(rows: readonly Row[]): { row: Row }[] {
	return rows.map((row) => ({ row }));
}

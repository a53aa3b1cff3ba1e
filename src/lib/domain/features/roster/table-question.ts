import type { CodeTable } from '#domain/codes/code-table';
import { codeTables, type CodeTableName } from '#domain/codes/registry';
import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import { textOf, type Cell } from './grid';
import { isBareCode, olderTables } from './read-code';
import type { TableQuestion } from './report';

/**
 * IM-02: asks once per column which table its bare codes come from, when tables explain one of
 * them differently (22 is 大专 in one and 中央党校大学 in another) or when the current table does
 * not have all of them. Undefined: the column needs no question.
 *
 * @param cells the column’s data cells
 */
export function tableQuestion(
	field: FieldKey,
	column: string,
	cells: Iterable<Cell>,
	answers: Readonly<Record<string, string>>
): TableQuestion | undefined {
	const name = fieldOf(field).table;
	const older = name && olderTables[name];
	if (!name || !older) return undefined;
	const bare = bareCodes(cells);
	const candidates = [name, ...older];
	const reasons = [...bare].filter((code) => ambiguous(code, candidates));
	if (reasons.length === 0) return undefined;

	const knowAll = candidates.filter((table) => [...bare].every((code) => has(table, code)));
	const id = `IM-02:${field}`;
	const said = answers[id];
	return {
		id,
		rule: 'IM-02',
		field,
		column,
		codes: reasons,
		because: `“${column}”列中的代码 ${reasons.slice(0, 5).join('、')} 在不同代码表中含义不同`,
		preselected: knowAll.length === 1 ? (knowAll[0] ?? null) : null,
		answer: said !== undefined && candidates.includes(said as CodeTableName) ? said : null,
		choices: candidates.map((table) => ({
			table,
			title: codeTables[table].title,
			samples: [...bare].slice(0, 12).map((code) => ({
				code,
				name: tableOf(table).row(code)?.name ?? null
			}))
		}))
	};
}

function tableOf(name: CodeTableName): CodeTable {
	return codeTables[name];
}

function has(table: CodeTableName, code: string): boolean {
	return tableOf(table).row(code) !== undefined;
}

function bareCodes(cells: Iterable<Cell>): Set<string> {
	const codes = new Set<string>();
	for (const cell of cells) {
		const text = textOf(cell);
		if (text !== '' && text.length < 12 && isBareCode(text)) {
			codes.add(text.normalize('NFKC').trim().replace(/^'/, '').toUpperCase());
		}
		if (codes.size > 200) break;
	}
	return codes;
}

/** Known under different names, or known only to a table that is not the current one. */
function ambiguous(code: string, candidates: readonly CodeTableName[]): boolean {
	const names = candidates.map((table) => tableOf(table).row(code)?.name);
	const known = new Set(names.filter((name) => name !== undefined));
	return known.size > 1 || (known.size === 1 && names[0] === undefined);
}

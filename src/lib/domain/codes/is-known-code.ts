import { codeTables, type CodeTableName } from '#domain/codes/registry';

/** Whether the table has the code. A group of codes is one: files say 高级, and no rule asks for more. */
export function isKnownCode(table: CodeTableName, code: string): boolean {
	return codeTables[table].row(code) !== undefined;
}

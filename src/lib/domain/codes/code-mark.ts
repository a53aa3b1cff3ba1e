import type { CodeRow } from '#domain/codes/code-table';

/** What is to be known of a code before it is relied on. */
export type CodeMarkKey = 'local' | 'verify';

/** The short word of each mark, and what it says of “这个代码”. */
export const codeMarks: Readonly<Record<CodeMarkKey, { label: string; meaning: string }>> = {
	local: { label: '本系统自定', meaning: '没有公开的国家代码，导出时不会当作国家代码。' },
	verify: {
		label: '待核实',
		meaning: '没有公开的依据可以证实，可能与全国系统的代码不同，报送前请核对。'
	}
};

/** A code of this register’s own is no national code, so there is nothing to verify about it. */
export function markOf(row: CodeRow | undefined): CodeMarkKey | undefined {
	if (row?.local) return 'local';
	return row?.verify ? 'verify' : undefined;
}

/** The mark and what it means, as one sentence. */
export function sayMark(mark: CodeMarkKey): string {
	const { label, meaning } = codeMarks[mark];
	return `标注“${label}”的代码${meaning}`;
}

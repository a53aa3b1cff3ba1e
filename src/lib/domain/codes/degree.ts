import { defineCodeTable } from '#domain/codes/code-table';

export const degree = defineCodeTable({
	name: 'degree',
	title: '学位',
	source:
		'GB/T 6864-2003 top-level codes, from general knowledge: verify; the national system’s own degree codes were not found',
	rows: [
		{ code: '1', name: '名誉博士', verify: true },
		{ code: '2', name: '博士', rank: 3, verify: true },
		{ code: '3', name: '硕士', rank: 2, verify: true },
		{ code: '4', name: '学士', rank: 1, verify: true },
		{ code: '0', name: '无学位', rank: 0, local: true }
	]
});

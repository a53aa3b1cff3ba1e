import { defineCodeTable } from '#domain/codes/code-table';

export const techPost = defineCodeTable({
	name: 'techPost',
	title: '从事专业技术职务',
	source: 'training manual L54; the group node follows from its codes',
	rows: [
		{ code: '1', name: '高级', selectable: false, verify: true },
		{ code: '11', name: '正高级', parent: '1', rank: 4 },
		{ code: '12', name: '副高级', parent: '1', rank: 3 },
		{ code: '2', name: '中级', rank: 2 },
		{ code: '3', name: '初级', rank: 1 },
		{ code: '4', name: '无职级', rank: 0 }
	]
});

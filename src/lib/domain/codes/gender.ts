import { defineCodeTable } from '#domain/codes/code-table';

export const gender = defineCodeTable({
	name: 'gender',
	title: '性别',
	source: 'GB/T 2261.1 (by way of open-source dictionaries)',
	rows: [
		{ code: '1', name: '男', label: '男性' },
		{ code: '2', name: '女', label: '女性' },
		{ code: '0', name: '未知的性别', selectable: false },
		{ code: '9', name: '未说明的性别', selectable: false }
	]
});

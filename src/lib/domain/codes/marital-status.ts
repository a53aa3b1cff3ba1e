import { defineCodeTable } from '#domain/codes/code-table';

export const maritalStatus = defineCodeTable({
	name: 'maritalStatus',
	title: '婚姻状况',
	source: 'GB/T 2261.2 from general knowledge: verify; 婚姻状况 is a column of the national export',
	rows: [
		{ code: '10', name: '未婚', verify: true },
		{ code: '20', name: '已婚', verify: true },
		{ code: '30', name: '丧偶', verify: true },
		{ code: '40', name: '离婚', verify: true },
		{ code: '90', name: '未说明的婚姻状况', verify: true }
	]
});

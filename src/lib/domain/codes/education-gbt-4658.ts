import { defineCodeTable } from '#domain/codes/code-table';

export const educationGBT4658 = defineCodeTable({
	name: 'educationGBT4658',
	title: '学历（GB/T 4658）',
	source: 'GB/T 4658-2006 (public listing); import mapping only',
	rows: [
		{ code: '11', name: '博士研究生毕业', mapTo: '11' },
		{ code: '12', name: '博士研究生结业', verify: true, mapTo: '11' },
		{ code: '13', name: '博士研究生肄业', verify: true, mapTo: '21' },
		{ code: '14', name: '硕士研究生毕业', mapTo: '11' },
		{ code: '15', name: '硕士研究生结业', verify: true, mapTo: '11' },
		{ code: '16', name: '硕士研究生肄业', verify: true, mapTo: '21' },
		{ code: '17', name: '研究生班毕业', mapTo: '12' },
		{ code: '21', name: '大学本科毕业', mapTo: '21' },
		{ code: '28', name: '大学普通班毕业', mapTo: '34' },
		{ code: '31', name: '大学专科毕业', mapTo: '31' },
		{ code: '41', name: '中等专科毕业', mapTo: '4' },
		{ code: '44', name: '职业高中毕业', mapTo: '6' },
		{ code: '47', name: '技工学校毕业', mapTo: '5' },
		{ code: '61', name: '普通高中毕业', mapTo: '6' },
		{ code: '71', name: '初中毕业', mapTo: '7' },
		{ code: '81', name: '小学毕业', mapTo: '8' },
		{ code: '90', name: '其他', mapTo: '9' }
	]
});

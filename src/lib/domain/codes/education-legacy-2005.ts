import { defineCodeTable } from '#domain/codes/code-table';

export const educationLegacy2005 = defineCodeTable({
	name: 'educationLegacy2005',
	title: '学历（系统2005旧表）',
	source:
		'old 系统2005/基层版 table (two open-source dictionaries); import mapping only, codes collide with the current table',
	rows: [
		{ code: '11', name: '博士研究生', mapTo: '11' },
		{ code: '12', name: '硕士研究生', mapTo: '11' },
		{ code: '13', name: '硕士生班', mapTo: '12' },
		{ code: '1A', name: '中央党校研究生', mapTo: '13' },
		{ code: '1B', name: '省（区、市）委党校研究生', mapTo: '14' },
		{ code: '21', name: '大学', mapTo: '21' },
		{ code: '22', name: '大专', mapTo: '31' },
		{ code: '23', name: '大学普通班', mapTo: '34' },
		{ code: '24', name: '第二学士学位班', mapTo: '21' },
		{ code: '2A', name: '中央党校大学', mapTo: '22' },
		{ code: '2B', name: '省（区、市）委党校大学', mapTo: '23' },
		{ code: '2C', name: '中央党校大专', mapTo: '32' },
		{ code: '2D', name: '省（区、市）委党校大专', mapTo: '33' },
		{ code: '41', name: '中等专科', mapTo: '4' },
		{ code: '44', name: '职业高中', mapTo: '6' },
		{ code: '47', name: '技工学校', mapTo: '5' },
		{ code: '61', name: '普通高中', mapTo: '6' },
		{ code: '71', name: '初中', mapTo: '7' },
		{ code: '81', name: '小学', mapTo: '8' },
		{ code: '9', name: '其他', mapTo: '9' }
	]
});

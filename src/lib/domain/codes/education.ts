import { defineCodeTable } from '#domain/codes/code-table';

export const education = defineCodeTable({
	name: 'education',
	title: '学历',
	source:
		'open-source cadre-information dictionary of 2017, same tree as the codes of the training manual (L49)',
	rows: [
		{ code: '1', name: '研究生教育', selectable: false },
		{ code: '11', name: '研究生', parent: '1', rank: 80 },
		{ code: '12', name: '研究生班', parent: '1', rank: 70 },
		{ code: '13', name: '中央党校研究生', parent: '1', rank: 75 },
		{ code: '14', name: '省（区、市）委党校研究生', parent: '1', rank: 75 },
		{ code: '2', name: '本科教育', selectable: false },
		{ code: '21', name: '大学', parent: '2', rank: 60 },
		{ code: '22', name: '中央党校大学', parent: '2', rank: 58 },
		{ code: '23', name: '省（区、市）委党校大学', parent: '2', rank: 58 },
		{ code: '3', name: '专科教育', selectable: false },
		{ code: '31', name: '大专', parent: '3', rank: 50 },
		{ code: '32', name: '中央党校大专', parent: '3', rank: 48 },
		{ code: '33', name: '省（区、市）委党校大专', parent: '3', rank: 48 },
		{ code: '34', name: '大学普通班', parent: '3', rank: 50 },
		{ code: '4', name: '中专', rank: 30 },
		{ code: '5', name: '中技', rank: 30 },
		{ code: '6', name: '高中', rank: 30 },
		{ code: '7', name: '初中', rank: 20 },
		{ code: '8', name: '小学', rank: 10 },
		{ code: '9', name: '无（其他）', rank: 0 }
	]
});

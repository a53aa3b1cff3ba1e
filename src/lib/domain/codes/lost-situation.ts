import { defineCodeTable } from '#domain/codes/code-table';

export const lostSituation = defineCodeTable({
	name: 'lostSituation',
	title: '失联情形',
	source: 'legend of a public 失联排查表 (Sichuan)',
	rows: [
		{ code: '1', name: '外出务工经商', verify: true },
		{ code: '2', name: '单位改制或破产', verify: true },
		{ code: '3', name: '毕业后去向不明', verify: true },
		{ code: '4', name: '工作单位改变', verify: true },
		{ code: '5', name: '出国（境）', verify: true },
		{ code: '6', name: '居住地改变', verify: true },
		{ code: '7', name: '其他', verify: true }
	]
});

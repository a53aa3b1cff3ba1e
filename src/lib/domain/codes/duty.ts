import { defineCodeTable } from '#domain/codes/code-table';

export const duty = defineCodeTable({
	name: 'duty',
	title: '党内职务',
	source: 'party duties in the style of GB/T 12403 as an open-source table has them: verify',
	rows: [
		{ code: '001A', name: '书记', committee: true },
		{ code: '001B', name: '副书记', committee: true },
		{ code: '030U', name: '组织委员', committee: true },
		{ code: '031U', name: '宣传委员', committee: true },
		{ code: '034U', name: '纪检委员', committee: true },
		{ code: '035U', name: '青年委员', committee: true },
		{ code: '036U', name: '工会委员', committee: true },
		{ code: '037U', name: '保密委员', committee: true },
		{ code: '038U', name: '妇女委员', committee: true },
		{ code: 'L01', name: '统战委员', local: true, verify: true, committee: true },
		{ code: 'L02', name: '党委委员', local: true, verify: true, committee: true },
		{ code: '401A', name: '组长（党小组）' },
		{ code: '0000', name: '其他' }
	]
});

import { defineCodeTable } from '#domain/codes/code-table';

export const leavePartyReason = defineCodeTable({
	name: 'leavePartyReason',
	title: '出党原因',
	source: 'category names of open-source systems; codes are this register’s own: verify',
	rows: [
		{ code: 'L1', name: '开除党籍', local: true, verify: true },
		{ code: 'L2', name: '要求退党予以除名', local: true, verify: true },
		{ code: 'L3', name: '劝其退党', local: true, verify: true },
		{ code: 'L4', name: '劝而不退予以除名', local: true, verify: true },
		{ code: 'L5', name: '自行脱党予以除名', local: true, verify: true },
		{ code: 'L6', name: '取消预备党员资格', local: true, verify: true },
		{ code: 'L7', name: '不予承认', local: true, verify: true }
	]
});

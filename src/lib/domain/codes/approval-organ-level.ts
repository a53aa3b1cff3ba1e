import { defineCodeTable } from '#domain/codes/code-table';

export const approvalOrganLevel = defineCodeTable({
	name: 'approvalOrganLevel',
	title: '批准机关级别',
	source: 'GB/T 12404 affiliation levels; the national values of this field are not public: verify',
	rows: [
		{ code: '10', name: '中央', verify: true },
		{ code: '20', name: '省（自治区、直辖市）', verify: true },
		{ code: '40', name: '市、地区', verify: true },
		{ code: '50', name: '县（市、区）', verify: true },
		{ code: '60', name: '街道、镇、乡', verify: true },
		{ code: 'L1', name: '高校党委', local: true, default: true },
		{ code: 'L2', name: '院系党委（党总支）', local: true },
		{ code: '90', name: '其他', verify: true }
	]
});

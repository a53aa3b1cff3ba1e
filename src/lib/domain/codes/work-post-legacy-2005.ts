import { defineCodeTable } from '#domain/codes/code-table';

export const workPostLegacy2005 = defineCodeTable({
	name: 'workPostLegacy2005',
	title: '工作岗位（系统2005旧表）',
	source: 'old 系统2005 JobCode (open-source dictionary); import mapping only',
	rows: [
		{ code: '0', name: '在岗职工' },
		{ code: '011', name: '机关工作人员' },
		{ code: '012', name: '事业单位管理人员', mapTo: '10201' },
		{ code: '013', name: '事业单位专业技术人员', mapTo: '10202' },
		{ code: '014', name: '企业管理人员' },
		{ code: '015', name: '企业专业技术人员' },
		{ code: '016', name: '工勤人员' },
		{ code: '0164', name: '农民工' },
		{ code: '021', name: '非公企业等（021–025 区段）' },
		{ code: '1', name: '农牧渔民' },
		{ code: '113', name: '外出务工经商' },
		{ code: '2', name: '解放军、武警' },
		{ code: '3', name: '学生' },
		{ code: '4', name: '离退休人员' },
		{ code: '5', name: '其他' }
	]
});

import { defineCodeTable } from '#domain/codes/code-table';

export const newSocialStratum = defineCodeTable({
	name: 'newSocialStratum',
	title: '新社会阶层类型',
	source: 'old 党统 code (open-source dictionary); current national values not found: verify',
	rows: [
		{ code: '1', name: '民营科技企业技术人员', verify: true },
		{ code: '2', name: '受聘于外资企业的管理技术人员', verify: true },
		{ code: '3', name: '个体劳动者', verify: true },
		{ code: '31', name: '城镇个体劳动者', parent: '3', verify: true },
		{ code: '39', name: '其他个体劳动者', parent: '3', verify: true },
		{ code: '4', name: '私营企业主', verify: true },
		{ code: '41', name: '民营科技企业创业人员', parent: '4', verify: true },
		{ code: '49', name: '其他私营企业主', parent: '4', verify: true },
		{ code: '5', name: '中介组织从业人员', verify: true },
		{ code: '6', name: '自由职业人员', verify: true },
		{ code: '0', name: '不属于新社会阶层', local: true, default: true }
	]
});

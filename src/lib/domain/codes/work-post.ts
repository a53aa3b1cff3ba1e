import { defineCodeTable } from '#domain/codes/code-table';

export const workPost = defineCodeTable({
	name: 'workPost',
	title: '工作岗位',
	source:
		'codes of the training manual (L52) and what follows from them; names of the others from the 2017 采集表 value list (open-source dictionary); L… are local placeholders, since no public code exists',
	rows: [
		{ code: '1', name: '在岗职工', selectable: false, verify: true },
		{ code: '101', name: '机关', parent: '1', selectable: false, verify: true },
		{ code: '102', name: '事业单位', parent: '1', selectable: false, verify: true },
		{ code: '103', name: '公有经济控制企业', parent: '1', selectable: false, verify: true },
		{ code: '104', name: '非公有经济控制企业', parent: '1', selectable: false, verify: true },
		{
			code: '105',
			name: '民办非企业单位（社会组织）',
			parent: '1',
			selectable: false,
			verify: true
		},
		{ code: '10201', name: '事业单位管理岗位（含参照管理）', parent: '102' },
		{ code: '10202', name: '事业单位专业技术岗位', parent: '102', requiresTechPost: true },
		{ code: '10203', name: '事业单位工勤岗位', parent: '102', verify: true },
		{ code: '4', name: '学生', selectable: false, verify: true },
		{ code: '401', name: '研究生', parent: '4', selectable: false, verify: true },
		{ code: '402', name: '大学本科', parent: '4', selectable: false, verify: true },
		{ code: '403', name: '大学专科', parent: '4', selectable: false, verify: true },
		{ code: '40101', name: '研究生毕业年级学生', parent: '401', verify: true, student: true },
		{ code: '40102', name: '研究生一年级学生', parent: '401', verify: true, student: true },
		{ code: '40103', name: '研究生其他年级学生', parent: '401', verify: true, student: true },
		{ code: '40201', name: '大学本科毕业年级学生', parent: '402', student: true },
		{ code: '40202', name: '大学本科一年级学生', parent: '402', student: true },
		{ code: '40203', name: '大学本科其他年级学生', parent: '402', student: true },
		{ code: '40301', name: '大学专科毕业年级学生', parent: '403', verify: true, student: true },
		{ code: '40302', name: '大学专科一年级学生', parent: '403', verify: true, student: true },
		{ code: '40303', name: '大学专科其他年级学生', parent: '403', verify: true, student: true },
		{ code: 'L01', name: '公务员', local: true, verify: true },
		{ code: 'L02', name: '参照公务员法管理的工作人员', local: true, verify: true },
		{ code: 'L03', name: '机关单位工勤岗位', local: true, verify: true },
		{ code: 'L04', name: '公有经济控制企业管理岗位', local: true, verify: true },
		{
			code: 'L05',
			name: '公有经济控制企业专业技术岗位',
			local: true,
			verify: true,
			requiresTechPost: true
		},
		{ code: 'L06', name: '公有经济控制单位工勤岗位', local: true, verify: true },
		{ code: 'L07', name: '非公有经济控制企业管理岗位', local: true, verify: true },
		{
			code: 'L08',
			name: '非公有经济控制企业专业技术岗位',
			local: true,
			verify: true,
			requiresTechPost: true
		},
		{ code: 'L09', name: '非公有企业工勤岗位', local: true, verify: true },
		{ code: 'L10', name: '民办非企业管理岗位', local: true, verify: true },
		{
			code: 'L11',
			name: '民办非企业专业技术岗位',
			local: true,
			verify: true,
			requiresTechPost: true
		},
		{ code: 'L12', name: '民办非企业工勤岗位', local: true, verify: true },
		{ code: 'L13', name: '农牧渔业生产人员', local: true, verify: true },
		{ code: 'L14', name: '乡村医生', local: true, verify: true },
		{ code: 'L15', name: '外出务工经商人员', local: true, verify: true },
		{ code: 'L16', name: '其他农牧渔民', local: true, verify: true },
		{ code: 'L17', name: '解放军、武警', local: true, verify: true },
		{ code: 'L18', name: '中等专业学校学生', local: true, verify: true, student: true },
		{ code: 'L19', name: '高中学生', local: true, verify: true, student: true },
		{ code: 'L20', name: '技工学校学生', local: true, verify: true, student: true },
		{ code: 'L21', name: '离休干部', local: true, verify: true },
		{ code: 'L22', name: '退休人员', local: true, verify: true },
		{ code: 'L23', name: '退职人员', local: true, verify: true },
		{ code: 'L24', name: '内部退养职工', local: true, verify: true },
		{ code: 'L25', name: '大学生村官', local: true, verify: true },
		{ code: 'L26', name: '社区工作人员', local: true, verify: true },
		{ code: 'L27', name: '停薪留职人员', local: true, verify: true },
		{ code: 'L28', name: '个体工商户中的从业人员', local: true, verify: true },
		{ code: 'L29', name: '自由职业人员', local: true, verify: true },
		{ code: 'L30', name: '（转业）待安置、学生毕业未就业的人员', local: true, verify: true },
		{ code: 'L31', name: '公派或因私出国、出境逾期未归的人员', local: true, verify: true },
		{
			code: 'L32',
			name: '改革后不再保留原机关干部身份、组织关系仍在原单位的人员',
			local: true,
			verify: true
		},
		{
			code: 'L33',
			name: '企业破产后领取保险金或被辞退未重新就业的人员',
			local: true,
			verify: true
		},
		{ code: 'L34', name: '离岗但保留劳动关系的职工（不含内部退养）', local: true, verify: true },
		{
			code: 'L35',
			name: '组织关系在人才（劳动）服务中心、职业不明的人员',
			local: true,
			verify: true
		},
		{ code: 'L36', name: '其他从业人员', local: true, verify: true },
		{ code: 'L37', name: '其他无业人员', local: true, verify: true }
	]
});

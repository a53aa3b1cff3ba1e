import { defineCodeTable } from '#domain/codes/code-table';

export const studentCategory = defineCodeTable({
	name: 'studentCategory',
	title: '学生类别',
	source: 'training manual L49',
	rows: [
		{
			code: 'postgraduate',
			name: '全日制研究生',
			local: true,
			expectedEducation: ['21'],
			workPostGroup: '401'
		},
		{
			code: 'undergraduate4',
			name: '四年制本科生',
			local: true,
			expectedEducation: ['6'],
			workPostGroup: '402'
		},
		{
			code: 'college3',
			name: '三年制专科生',
			local: true,
			expectedEducation: ['6'],
			workPostGroup: '403'
		},
		{
			code: 'upgrade2',
			name: '两年制专升本学生',
			local: true,
			expectedEducation: ['31'],
			workPostGroup: '402'
		},
		{
			code: 'college3plus2',
			name: '“3+2”学制专科生',
			local: true,
			expectedEducation: ['4', '5'],
			workPostGroup: '403'
		},
		{ code: 'staff', name: '教职工', local: true, expectedEducation: [] }
	]
});

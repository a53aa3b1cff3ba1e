import { defineCodeTable } from '#domain/codes/code-table';

export const honour = defineCodeTable({
	name: 'honour',
	title: '功勋荣誉表彰名称',
	source: 'training manual L60–66',
	rows: [
		{ code: '51', name: '优秀共产党员' },
		{ code: '52', name: '优秀党务工作者' },
		{ code: 'other', name: '其他党内奖励', local: true }
	]
});

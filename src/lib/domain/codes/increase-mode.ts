import { defineCodeTable } from '#domain/codes/code-table';

export const increaseMode = defineCodeTable({
	name: 'increaseMode',
	title: '增加方式',
	source: 'a provincial page of 2023; training manual L131',
	rows: [
		{ code: 'new', name: '新发展', local: true },
		{ code: 'other', name: '其他原因增加', local: true }
	]
});

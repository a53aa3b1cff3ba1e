import { defineCodeTable } from '#domain/codes/code-table';

export const yesNo = defineCodeTable({
	name: 'yesNo',
	title: '是否',
	source: 'common; one project of 2018 stores the lost flag as 0/9',
	rows: [
		{ code: '1', name: '是' },
		{ code: '0', name: '否' }
	]
});

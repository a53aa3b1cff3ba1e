import { defineCodeTable } from '#domain/codes/code-table';

export const punishment = defineCodeTable({
	name: 'punishment',
	title: '处分名称',
	source:
		'the five party punishments; numbering as three unrelated open-source dictionaries have it (GB/T 8563.3-2021 is not readable): verify',
	rows: [
		{ code: '1', name: '警告', verify: true },
		{ code: '2', name: '严重警告', verify: true },
		{ code: '3', name: '撤销党内职务', verify: true },
		{ code: '4', name: '留党察看', verify: true },
		{ code: '5', name: '开除党籍', verify: true }
	]
});

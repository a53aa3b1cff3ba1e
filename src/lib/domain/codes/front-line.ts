import { defineCodeTable } from '#domain/codes/code-table';

export const frontLine = defineCodeTable({
	name: 'frontLine',
	title: '一线情况',
	source: 'inferred — verify; inferred — verify (field exists in the national export, values not public)',
	rows: [
		{ code: '0', name: '否', local: true, verify: true, default: true },
		{ code: '1', name: '生产、工作一线', local: true, verify: true }
	]
});

import { defineCodeTable } from '#domain/codes/code-table';

export const frontLine = defineCodeTable({
	name: 'frontLine',
	title: '一线情况',
	source:
		'values inferred: verify; the field exists in the national export, its values are not public',
	rows: [
		{ code: '0', name: '否', local: true, verify: true, default: true },
		{ code: '1', name: '生产、工作一线', local: true, verify: true }
	]
});

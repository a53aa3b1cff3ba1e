import { defineCodeTable } from '#domain/codes/code-table';

export const health = defineCodeTable({
	name: 'health',
	title: '健康状况',
	source: 'GB/T 2261.3, main groups: verify',
	rows: [
		{ code: '10', name: '健康或良好', verify: true },
		{ code: '20', name: '一般或较弱', verify: true },
		{ code: '30', name: '有慢性病', verify: true },
		{ code: '60', name: '残疾', verify: true }
	]
});

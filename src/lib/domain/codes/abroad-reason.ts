import { defineCodeTable } from '#domain/codes/code-table';

export const abroadReason = defineCodeTable({
	name: 'abroadReason',
	title: '出国（境）原因',
	source: 'open-source dictionaries (公派, 自费); the rest is inferred: verify',
	rows: [
		{ code: 'L1', name: '公派出国（境）学习或工作', local: true, verify: true },
		{ code: 'L2', name: '自费（因私）出国（境）学习', local: true, verify: true },
		{ code: 'L3', name: '因私探亲、旅游或务工', local: true, verify: true },
		{ code: 'L4', name: '定居国（境）外', local: true, verify: true },
		{ code: 'L9', name: '其他', local: true, verify: true }
	]
});

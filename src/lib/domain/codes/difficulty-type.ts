import { defineCodeTable } from '#domain/codes/code-table';

export const difficultyType = defineCodeTable({
	name: 'difficultyType',
	title: '困难党员类型',
	source: 'inferred: the field C11001 exists, its values are not public: verify',
	rows: [
		{ code: 'L1', name: '家庭经济困难', local: true, verify: true },
		{ code: 'L2', name: '本人患重病或长期患病', local: true, verify: true },
		{ code: 'L3', name: '本人残疾', local: true, verify: true },
		{ code: 'L4', name: '因灾或突发事件致困', local: true, verify: true },
		{ code: 'L5', name: '老党员生活困难', local: true, verify: true },
		{ code: 'L6', name: '其他困难', local: true, verify: true }
	]
});

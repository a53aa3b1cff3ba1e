import { defineCodeTable } from '#domain/codes/code-table';

export const orgType = defineCodeTable({
	name: 'orgType',
	title: '组织类别',
	source:
		'three independent open-source dictionaries; for 党组 (612) and 党小组 (641) the sources disagree',
	rows: [
		{ code: '611', name: '党委', holdsMembers: false },
		{ code: '621', name: '党总支部', holdsMembers: false },
		{ code: '631', name: '党支部', holdsMembers: true },
		{ code: '632', name: '联合党支部', holdsMembers: true },
		{ code: '911', name: '临时党委', holdsMembers: false },
		{ code: '921', name: '临时党总支部', holdsMembers: false },
		{ code: '931', name: '临时党支部', holdsMembers: true },
		{ code: '932', name: '临时联合党支部', holdsMembers: true },
		{ code: '612', name: '党组', verify: true, holdsMembers: false },
		{ code: '641', name: '党小组', verify: true, holdsMembers: false }
	]
});

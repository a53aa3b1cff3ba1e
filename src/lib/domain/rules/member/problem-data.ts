import type { Member } from '#domain/model/member/member';
import { defineRule } from '#domain/rules/rule';

function isFlagged({ flaggedProblem }: Member): boolean {
	return flaggedProblem !== undefined;
}

export const problemData = defineRule({
	id: 'ID-90',
	severity: 'escalate-to-admin',
	title: 'Problem data ticket',
	field: 'idNumber',
	message: '该党员为问题数据（只显示百分比），请把身份证号码上报党委组织部，由后台管理员处理。',
	resolution:
		'Secretary cannot fix it. Export the list of problem records and hand it to 党委组织部.',
	resolvedBy: 'admin',
	source: 'training manual L98, L102–104',
	closes: ['report'],
	alone: true,
	// Of a member who has left nothing is said of it, and still nobody has taken the mark back.
	stands: isFlagged,
	check: isFlagged
});

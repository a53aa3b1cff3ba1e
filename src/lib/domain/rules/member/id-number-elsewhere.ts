import type { Member } from '#domain/model/member/member';
import { defineRule } from '#domain/rules/rule';

/** Whether the server has said it of this very number in this very branch. */
function isHeldElsewhere({ heldElsewhere: said, idNumber, branchId }: Member): boolean {
	return said?.idNumber === idNumber && said.branchId === branchId;
}

export const idNumberElsewhere = defineRule({
	id: 'ID-08',
	severity: 'escalate-to-admin',
	title: 'Same ID number in an organisation the user cannot see',
	field: 'idNumber',
	message: '该身份证号码已在其他党组织登记，请上报党委组织部处理。',
	resolution:
		'Report the ID number to 党委组织部, which forwards to the back-office administrator.',
	resolvedBy: 'admin',
	source: 'route: training manual L98, L104; trigger inferred, to be verified',
	closes: ['report', 'field'],
	alone: false,
	stands: isHeldElsewhere,

	check(member, context) {
		const said = member.heldElsewhere;
		if (!said || !isHeldElsewhere(member)) return false;
		// A committee that sees the others reads ID-07, which names them.
		const seen = context.sameIdNumber(member).filter(({ branchId }) => branchId !== said.branchId);
		return said.records > seen.length;
	}
});

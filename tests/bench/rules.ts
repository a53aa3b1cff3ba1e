import { completenessOf } from '#domain/rules/completeness';
import { PeerIndex } from '#domain/rules/peers';
import { aloneContext } from '#domain/rules/refuse-errors';
import { memberRules } from '#domain/rules/registry';
import type { RuleContext } from '#domain/rules/rule';
import { madeUpMembers } from './made-up-members';
import { paired, type Figure, type Size } from './measure';

/** P-6: findings and 信息完整度 of everybody, against the bare predicates of the same rules. */
export async function benchRules(size: Size): Promise<Figure[]> {
	const count = size === 'whole' ? 100_000 : 2000;
	const members = madeUpMembers(count, ['b1', 'b2', 'b3']);
	const peers = new PeerIndex();
	for (const member of members) peers.put(member);
	const context: RuleContext = {
		...aloneContext('2026-11-23'),
		sameIdNumber: (member) => peers.sameIdNumber(member),
		sameMobile: (member) => peers.sameMobile(member),
		sameNameAndBirth: (member) => peers.sameNameAndBirth(member)
	};
	let fired = 0;
	let found = 0;
	const ours = () => {
		found = 0;
		for (const member of members) found += completenessOf(member, context).findings.length;
	};
	const floor = () => {
		fired = 0;
		for (const member of members) {
			for (const rule of memberRules) if (rule.check(member, context)) fired += 1;
		}
	};
	const times = await paired(7, { work: ours }, { work: floor });
	return [
		{
			id: 'P-6',
			work: `all ${memberRules.length} member rules and 信息完整度 over ${count} members`,
			reach: '≤ 2 × the bare predicates',
			...times,
			findings: found,
			ok: times.ratio <= 2,
			holds: found === fired && found > 0
		}
	];
}

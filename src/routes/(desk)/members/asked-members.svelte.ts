import { isHeld } from '#domain/member/merged';
import type { Replica } from '#store/replica';
import { byBranch, byName } from '#ui/name-order';
import { placeIn } from '../members/list-place.svelte';
import { MemberList } from '../members/member-list.svelte';
import type { Printed } from './print-flow.svelte';

/**
 * Who is printed, by the address: `?member=` one record, `?org=` everybody of an organisation, neither
 * what the list shows now. No name stands in an address.
 */
export function printedMembers(replica: Replica, asked: URLSearchParams): () => Printed {
	const memberId = asked.get('member');
	const orgId = asked.get('org');
	if (memberId !== null) {
		return () => {
			const member = replica.member(memberId);
			const members = member && isHeld(member) ? [member] : [];
			return { orgId: member?.branchId ?? replica.account.orgId, members };
		};
	}
	if (orgId !== null) {
		return () => {
			const named = byName(replica.membersUnder(orgId), replica.members());
			return { orgId, members: byBranch(named, replica.orgs()) };
		};
	}
	const list = new MemberList(replica, placeIn(replica));
	return () => ({ orgId: list.orgId, members: list.shown });
}

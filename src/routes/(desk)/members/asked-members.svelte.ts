import type { Member } from '#domain/model/member/member';
import { isHeld } from '#domain/model/member/held';
import type { Replica } from '#store/replica/replica';
import { byBranch, byName } from '#ui/list/name-order';
import { placeIn } from './list-place.svelte';
import { MemberList } from './member-list.svelte';

/** Whom a print or an export is about. */
export interface AskedMembers {
	/** The organisation its log line stands under. */
	orgId: string;
	members: readonly Member[];
	/** What narrows them to fewer than everybody 在册, in words. */
	narrowedBy: readonly string[];
}

/**
 * Who is printed or exported, by the address: `?member=` one record, `?org=` everybody 在册 of an
 * organisation, neither what the list shows now. No name stands in an address.
 */
export function askedMembers(replica: Replica, address: () => URLSearchParams): () => AskedMembers {
	const list = new MemberList(replica, placeIn(replica));
	return () => {
		const memberId = address().get('member');
		const orgId = address().get('org');
		if (memberId !== null) {
			const member = replica.member(memberId);
			const members = member && isHeld(member) ? [member] : [];
			return { orgId: member?.branchId ?? replica.account.orgId, members, narrowedBy: [] };
		}
		if (orgId !== null) {
			const named = byName(replica.under(orgId).members, replica.held());
			return { orgId, members: byBranch(named, replica.orgs()), narrowedBy: [] };
		}
		return { orgId: list.orgId, members: list.shown, narrowedBy: list.narrowedBy };
	};
}

import type { Org } from '#domain/model/org/org';
import type { Replica } from '#store/replica/replica';

/** The organisation that the address names, or the account’s own where it names none in scope. */
export function chosenOrg(replica: Replica, address: URLSearchParams): Org | undefined {
	return replica.org(address.get('org') ?? '') ?? replica.org(replica.account.orgId);
}

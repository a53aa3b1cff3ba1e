import { blankMember, type Member } from '#domain/model/member/member';
import type { Org } from '#domain/model/org/org';
import { idNumber } from '../../support/device';

/** Ids that differ in their last figure only: nothing shorter than a whole one tells them apart. */
function orgId(n: number): string {
	return `00000000-0000-4000-8000-0000000000${n.toString(16).padStart(2, '0')}`;
}

function org(n: number, code: string, type: string, parent?: Org): Org {
	const id = orgId(n);
	return {
		id,
		code: `990000${code}`,
		type,
		fullName: `示例组织${code}`,
		shortName: `组织${code}`,
		parentId: parent?.id ?? null,
		path: `${parent?.path ?? '/'}${id}/`,
		touchedBy: ''
	};
}

const root = org(0xf0, '000', '611');
const north = org(0xa0, '100', '611', root);
const south = org(0xb0, '200', '611', root);
/** Siblings …1 and …10, whose codes and ids begin alike. */
const first = org(0x01, '1001', '631', north);
const tenth = org(0x02, '10010', '631', north);
const third = org(0x03, '1002', '631', south);
const fourth = org(0x04, '2001', '631', south);

export interface Campus {
	orgs: readonly Org[];
	branches: readonly Org[];
	members: readonly Member[];
}

function memberOf(branch: Org, n: number): Member {
	const id = `00000000-0000-4000-9000-${n.toString(16).padStart(12, '0')}`;
	return {
		...blankMember(id),
		name: `成员${n}`,
		idNumber: idNumber(n),
		gender: '1',
		ethnicity: '01',
		birthDate: '1990-01-01',
		branchId: branch.id,
		mobile: `164${String(n).padStart(8, '0')}`,
		// A field of a newer version; nobody here knows it, and nobody may lose it (S-11).
		...{ fieldOfTomorrow: `新${n}` }
	};
}

/** Two shapes of campus: one faculty with two branches, or the whole small tree. */
export const campuses: readonly Campus[] = [
	[root, north, first, tenth],
	[root, north, south, first, tenth, third, fourth]
].map((orgs) => {
	const branches = orgs.filter(({ type }) => type === '631');
	const members = branches.flatMap((branch, at) =>
		[0, 1, 2, 3].map((n) => memberOf(branch, 1 + at * 4 + n))
	);
	return { orgs, branches, members };
});

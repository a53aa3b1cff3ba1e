import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Member } from '#domain/model/member/member';
import { PeerIndex } from '#domain/rules/peers';
import { soundMember } from '../../support/sound-member';

/** Few values, so that many records share them; '' shares nothing. */
const someMember = fc
	.record({
		id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
		idNumber: fc.constantFrom('', 'a', 'b'),
		mobile: fc.constantFrom('', 'x', 'y'),
		name: fc.constantFrom('', '张伟', '李娜'),
		birthDate: fc.constantFrom('', '1980-05-06', '1980-05-07')
	})
	.map((values) => soundMember(values));

const ids = (members: readonly Member[]) => members.map(({ id }) => id).toSorted();

test('after any order of puts and removals it answers as a walk over all records does', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(someMember, fc.boolean()), { maxLength: 30 }),
			someMember,
			(steps, asked) => {
				const index = new PeerIndex();
				const all = new Map<string, Member>();
				for (const [member, stays] of steps) {
					const before = all.get(member.id);
					if (before) index.remove(before);
					all.delete(member.id);
					if (!stays) continue;
					index.put(member);
					all.set(member.id, member);
				}
				const others = [...all.values()].filter(({ id }) => id !== asked.id);
				const same = (...keys: (keyof Member)[]) =>
					ids(
						others.filter((other) =>
							keys.every((key) => asked[key] !== '' && other[key] === asked[key])
						)
					);
				expect(ids(index.sameIdNumber(asked))).toEqual(same('idNumber'));
				expect(ids(index.sameMobile(asked))).toEqual(same('mobile'));
				expect(ids(index.sameNameAndBirth(asked))).toEqual(same('name', 'birthDate'));
			}
		)
	);
});

test('removing a record that was never there changes nothing', () => {
	const index = new PeerIndex();
	index.put(soundMember({ id: '1' }));
	index.remove(soundMember({ id: '2' }));
	expect(ids(index.sameMobile(soundMember({ id: '3' })))).toEqual(['1']);
});

import { blankMember, type Member } from '#domain/model/member/member';

const keys = Object.keys(blankMember('')) as (keyof Member)[];

/** A field that an older record does not carry yet is an empty field; rules and screens rely on it. */
export function withEveryField(member: Member): Member {
	if (keys.every((key) => member[key] !== undefined)) return member;
	const blank = blankMember(member.id);
	const empty = Object.fromEntries(keys.map((key) => [key, Array.isArray(blank[key]) ? [] : '']));
	return { ...empty, ...member };
}

import { birthDateOf, checkCharacter, genderOf, hasIdShape } from '#domain/model/member/id-number';
import type { Member } from '#domain/model/member/member';

/** What a valid 公民身份号码 says about other fields; nothing when it is not whole or not right. */
export function idNumberSays(idNumber: string): Partial<Pick<Member, 'birthDate' | 'gender'>> {
	if (!hasIdShape(idNumber) || checkCharacter(idNumber) !== idNumber[17]) return {};
	const birthDate = birthDateOf(idNumber);
	return birthDate === undefined ? {} : { birthDate, gender: genderOf(idNumber) };
}

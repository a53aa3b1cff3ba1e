import type { Member } from '#domain/model/member/member';

/** One value → the records that carry it. Most stand alone, so one record needs no list. */
class Group {
	#by = new Map<string, Member | Member[]>();

	put(key: string, member: Member): void {
		if (key === '') return;
		const there = this.#by.get(key);
		if (there === undefined) this.#by.set(key, member);
		else if (Array.isArray(there)) there.push(member);
		else this.#by.set(key, [there, member]);
	}

	remove(key: string, id: string): void {
		const there = this.#by.get(key);
		if (there === undefined) return;
		if (!Array.isArray(there)) {
			if (there.id === id) this.#by.delete(key);
			return;
		}
		const left = there.filter((member) => member.id !== id);
		if (left.length === 1 && left[0]) this.#by.set(key, left[0]);
		else this.#by.set(key, left);
	}

	others(key: string, id: string): readonly Member[] {
		const there = key === '' ? undefined : this.#by.get(key);
		if (there === undefined) return NOBODY;
		if (!Array.isArray(there)) return there.id === id ? NOBODY : [there];
		return there.filter((member) => member.id !== id);
	}
}

const NOBODY: readonly Member[] = [];

function nameAndBirth(member: Member): string {
	return member.name === '' || member.birthDate === '' ? '' : `${member.name}|${member.birthDate}`;
}

/** Who shares an ID number, a mobile number, or name and birth date; kept current row by row. */
export class PeerIndex {
	#idNumbers = new Group();
	#mobiles = new Group();
	#names = new Group();

	put(member: Member): void {
		this.#idNumbers.put(member.idNumber, member);
		this.#mobiles.put(member.mobile, member);
		this.#names.put(nameAndBirth(member), member);
	}

	/** The very values under which it was put. */
	remove(member: Member): void {
		this.#idNumbers.remove(member.idNumber, member.id);
		this.#mobiles.remove(member.mobile, member.id);
		this.#names.remove(nameAndBirth(member), member.id);
	}

	sameIdNumber(member: Member): readonly Member[] {
		return this.#idNumbers.others(member.idNumber, member.id);
	}

	sameMobile(member: Member): readonly Member[] {
		return this.#mobiles.others(member.mobile, member.id);
	}

	sameNameAndBirth(member: Member): readonly Member[] {
		return this.#names.others(nameAndBirth(member), member.id);
	}
}

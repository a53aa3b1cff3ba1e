import { pinyin } from 'pinyin-pro';
import { initialsBy, orgInitials } from '#domain/account/org-initials';

const initials = initialsBy(pinyin);

/** What the browser compares a new password with, by the same dictionary. */
export function initialsOf(names: readonly string[]): string[] {
	return orgInitials(names, initials);
}

import type { Field } from '#domain/model/member/field';
import { fields, type FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import type { Org } from '#domain/model/org/org';
import { isRequired } from '#domain/rules/applicability';
import { defineRule } from '#domain/rules/rule';

/** Items whose absence has a rule of its own are not named a second time. */
const own = new Set([
	'name',
	'idNumber',
	'ethnicity',
	'mobile',
	'joinDate',
	'regularDate',
	'education',
	'workPost',
	'techPost'
]);
const otherRequired = fields.filter((field) => field.required !== 'never' && !own.has(field.key));

/** The items BI-04 speaks of that this record lacks, in the order of the form. */
export function missingBasicItems(
	member: Member,
	org: Org | undefined
): (Field & { key: FieldKey })[] {
	return otherRequired.filter(
		(field) => member[field.key] === '' && isRequired(field.required, member, org)
	);
}

export const basicItemMissing = defineRule({
	id: 'BI-04',
	severity: 'warning',
	title: 'Other basic item missing',
	field: 'name',
	message: '党员基本信息不完整：缺少{fields}。',
	resolution: 'Open the pen icon, fill in the named fields.',
	resolvedBy: 'secretary',
	source: 'training manual L47, L98, L106',
	closes: ['field'],
	alone: false,

	places: (member, context) =>
		missingBasicItems(member, context.org(member.branchId)).map(({ key }) => key),

	check(member, context) {
		const missing = missingBasicItems(member, context.org(member.branchId));
		return missing.length > 0 && { fields: missing.map(({ label }) => label).join('、') };
	}
});

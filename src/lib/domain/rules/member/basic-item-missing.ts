import { fields } from '#domain/member/fields';
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

export const basicItemMissing = defineRule({
	id: 'BI-04',
	severity: 'warning',
	title: 'Other basic item missing',
	field: 'name',
	message: '党员基本信息不完整：缺少{fields}。',
	resolution: 'Open the pen icon, fill in the named fields.',
	resolvedBy: 'secretary',
	alone: false,

	check(member, context) {
		const org = context.org(member.branchId);
		let missing = '';
		for (const field of otherRequired) {
			if (member[field.key] === '' && isRequired(field.required, member, org)) {
				missing += missing === '' ? field.label : `、${field.label}`;
			}
		}
		return missing === '' ? false : { fields: missing };
	}
});

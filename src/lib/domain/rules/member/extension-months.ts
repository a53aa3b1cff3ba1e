import { defineRule } from '#domain/rules/rule';

export const extensionMonths = defineRule({
	id: 'JN-12',
	severity: 'error',
	title: 'Extension outside 6–12 months or used twice',
	field: 'extensionMonths',
	message: '预备期只能延长一次，延长不少于6个月、不超过1年。',
	resolution: 'Correct the number of months.',
	resolvedBy: 'secretary',
	source: '发展党员工作细则 pages (bxshww, jhzxd)',
	closes: ['field'],
	alone: true,

	check({ extensionMonths }) {
		if (extensionMonths === '') return false;
		const months = Number(extensionMonths);
		return months !== 0 && !(Number.isInteger(months) && months >= 6 && months <= 12);
	}
});

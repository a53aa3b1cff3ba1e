import { labelOfPlace, tabOfPlace } from '#domain/model/member/place';
import { tabs } from '#domain/model/member/field';
import { memberRules } from '#domain/rules/registry';
import type { Rule, Severity } from '#domain/rules/rule';
import { ruleAdvice } from '#ui/help/rule-advice';
import { groupOfRule, ruleGroups, severityWords } from '#ui/words/state-words';
import { whoActs } from '#ui/words/wording';

/** A rule as the help lists it. */
export interface RuleLine {
	id: string;
	/** The sentence of the rule file; `…` where a record fills it. */
	sentence: string;
	severity: Severity;
	severityWord: string;
	/** Where on the record it stands. */
	place: string;
	who: string;
	advice: string;
}

const closers: Record<Rule['resolvedBy'], string> = {
	secretary: '党支部',
	committee: '上级党委',
	admin: '后台管理员',
	system: '系统'
};

function lineOf(rule: Rule): RuleLine {
	const { id, message, severity, field, resolvedBy } = rule;
	return {
		id,
		sentence: message.replace(/\{\w+\}/g, '…'),
		severity,
		severityWord: severityWords[severity],
		place: `${tabs[tabOfPlace(field)]} › ${labelOfPlace(field)}`,
		who: `${closers[resolvedBy]}；${whoActs({ rule: id, severity })}`,
		advice: ruleAdvice[id] ?? ''
	};
}

/** Every rule about a member, in display order. */
export const ruleLines: readonly RuleLine[] = memberRules.map(lineOf);

/** The rules by the letters of their ids; 其他 holds those that belong to none of the groups. */
export function ruleLinesByGroup(): { title: string; lines: readonly RuleLine[] }[] {
	const known: Readonly<Record<string, string>> = ruleGroups;
	const titles = [...new Set([...Object.values(ruleGroups), '其他'])];
	const titleOf = ({ id }: RuleLine) => known[groupOfRule(id)] ?? '其他';
	return titles
		.map((title) => ({ title, lines: ruleLines.filter((line) => titleOf(line) === title) }))
		.filter(({ lines }) => lines.length > 0);
}

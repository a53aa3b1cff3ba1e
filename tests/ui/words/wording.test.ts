import { describe, expect, test } from 'vitest';
import type { Problem } from '#domain/kernel/problem';
import { mutations } from '#domain/mutations/registry';
import type { SessionProblem } from '#sync/session/session-problem';
import { memberRules, ruleOf } from '#domain/rules/registry';
import type { Severity } from '#domain/rules/rule';
import { sayMutation, sayProblem, saySessionProblem, whoActs } from '#ui/words/wording';

const problems: Problem[] = [
	{ code: 'input.invalid', path: 'name', reason: 'invalid' },
	{ code: 'record.missing', table: 'member', id: 'x' },
	{ code: 'record.missing', table: 'org', id: 'x' },
	{ code: 'record.exists', table: 'member', id: 'x' },
	{ code: 'record.touched', table: 'member', id: 'x' },
	{ code: 'action.forbidden', mutation: 'member.edit' },
	{ code: 'mutation.unknown', name: 'x' },
	{ code: 'rule.error', rules: memberRules.map((rule) => rule.id) },
	{ code: 'change.reused', id: 'x' },
	{ code: 'change.too-large', bytes: 1 },
	{ code: 'org.not-a-branch', id: 'x' },
	{ code: 'org.code-taken', orgCode: '990000000001' },
	{ code: 'report.state', state: 'closed' },
	{ code: 'record.not-open', id: 'x' },
	{ code: 'storage.full' },
	{ code: 'storage.lost' },
	{ code: 'replica.partial', loaded: 18, total: 23 }
];
const sessionProblems: SessionProblem[] = [
	{ code: 'session.refused' },
	{ code: 'session.wait', seconds: 900 },
	{ code: 'network.none' },
	{ code: 'network.portal' },
	{ code: 'vault.wrong-password' },
	{ code: 'vault.pin-wrong', left: 3 },
	{ code: 'vault.pin-forgotten' },
	{ code: 'vault.unavailable' },
	{ code: 'password.weak', reasons: ['length'] },
	{ code: 'password.must-change' },
	{ code: 'outbox.not-empty', left: 2 },
	{ code: 'outbox.count-differs', left: 2 },
	{ code: 'server.error' }
];

describe('every problem is a sentence in Chinese, with no code in it and no raised voice', () => {
	const sentences = [
		...problems.map((problem) => [problem.code, sayProblem(problem)]),
		...sessionProblems.map((problem) => [problem.code, saySessionProblem(problem)])
	];
	test.each(sentences)('%s: %s', (code, sentence) => {
		expect(sentence).toMatch(/[\u4e00-\u9fff]{4}/);
		expect(sentence).not.toContain(code);
		expect(sentence).not.toMatch(/[!！{}]|undefined|NaN/);
	});
});

test('a wait is told in minutes once seconds would be hard to read', () => {
	expect(saySessionProblem({ code: 'session.wait', seconds: 40 })).toContain('40 秒');
	expect(saySessionProblem({ code: 'session.wait', seconds: 900 })).toContain('15 分钟');
});

test('[S-11] every mutation of the registry has a name a person reads', () => {
	for (const name of mutations.keys()) expect(sayMutation(name), name).not.toBe('其他更改');
});

test.each([
	['ID-01', '由支部改正后才能保存'],
	['BI-04', '由支部完善'],
	['ED-05', '由支部更新'],
	['AW-06', '由支部改正'],
	['JN-10', '由支部填写备注信息，或改正'],
	['JN-04', '由支部在人工审核说明，或改正'],
	['JN-05', '由支部改正，或上报，由上级党组织处理'],
	['JN-14', '由支部办理'],
	['ST-02', '由上级党组织办理'],
	['AB-03', '由支部在人工审核说明，或由上级党组织办理'],
	['ID-90', '由支部上报，由上级党组织处理']
])('%s is acted on: %s', (id, words) => {
	expect(whoActs(ruleLine(id))).toBe(words);
});

test('no rule leaves it to nobody', () => {
	for (const { id, severity, closes } of memberRules) {
		expect(closes.length, id).toBeGreaterThan(0);
		expect(whoActs({ rule: id, severity }), id).toMatch(/^由(支部|上级党组织).+/);
	}
});

function ruleLine(id: string): { rule: string; severity: Severity } {
	const { severity } = ruleOf(id)!;
	return { rule: id, severity };
}

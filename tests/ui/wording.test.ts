import { describe, expect, test } from 'vitest';
import type { Problem } from '#domain/kernel/problem';
import { mutations } from '#domain/mutation/registry';
import { memberRules } from '#domain/rules/registry';
import type { SessionProblem } from '#sync/session-problem';
import { sayMutation, sayProblem, saySessionProblem, whoActs } from '#ui/wording';

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

test('every severity says who must act', () => {
	const severities = [
		'error',
		'warning',
		'needs-remark',
		'needs-manual-review',
		'escalate-to-admin',
		'info'
	] as const;
	const said = severities.map((severity) =>
		whoActs({ rule: 'ID-01', severity, field: 'name', message: '' })
	);
	expect(new Set(said).size).toBe(severities.length);
});

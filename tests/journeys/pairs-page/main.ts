import { flushSync, mount, unmount, type Component } from 'svelte';
import { codeTables } from '#domain/codes/registry';
import { fieldOf } from '#domain/model/member/fields';
import { blankMember } from '#domain/model/member/member';
import type { Completeness } from '#domain/rules/completeness';
import { basicItemMissing } from '#domain/rules/member/basic-item-missing';
import { memberRules } from '#domain/rules/registry';
import { aloneContext } from '#domain/rules/refuse-errors';
import { findingOf, type Finding } from '#domain/rules/rule';
import CodeList from '#ui/form/CodeList.svelte';
import CompletenessReasons from '#ui/member/CompletenessReasons.svelte';
import FieldNotes from '#ui/form/FieldNotes.svelte';
import FindingList from '#ui/member/FindingList.svelte';
import SaveBlockers from '#ui/form/SaveBlockers.svelte';
import MemberTodo from '../../../src/routes/(desk)/members/[memberId]/[tab=tab]/MemberTodo.svelte';

/** Draws every pair of findings, in the browser, with everything that lists findings. */

const member = { ...blankMember('m1'), name: '某某' };
const context = aloneContext('2026-11-24');
const hrefOf = () => '#';
const onmend = () => undefined;
const sameWay = () => ({ label: '去人工审核说明', act: () => undefined });

const summaryOf = (findings: readonly Finding[]): Completeness => ({
	percent: 50,
	filled: 1,
	applicable: 2,
	missing: ['nativePlace'],
	classes: ['fix'],
	state: 'fix',
	findings
});

/** A component with what it shows of a list of findings. */
const drawn: Record<string, (target: Element, findings: readonly Finding[]) => object> = {
	// Whatever two findings propose, their buttons may read the same.
	FieldNotes: (target, findings) =>
		mount(FieldNotes, {
			target,
			props: {
				id: 'notes',
				field: fieldOf('joinDate'),
				state: { value: '', required: true, missing: true, changed: false },
				findings,
				remedy: sameWay
			}
		}),
	FindingList: (target, findings) => mount(FindingList, { target, props: { findings, who: true } }),
	CompletenessReasons: (target, findings) =>
		mount(CompletenessReasons, { target, props: { member, summary: summaryOf(findings) } }),
	MemberTodo: (target, findings) =>
		mount(MemberTodo, { target, props: { member, summary: summaryOf(findings), onmend } }),
	SaveBlockers: (target, findings) =>
		mount(SaveBlockers, {
			target,
			props: {
				problem: undefined,
				stopped: true,
				draft: { blocking: findings, unreadable: [], summary: summaryOf(findings) },
				hrefOf
			}
		})
};

export interface Drawn {
	pairs: number;
	/**
	 * Pairs that could not be drawn, or of which a sentence was not to be read. BI-04 may be said by the
	 * names of what is missing.
	 */
	failed: string[];
}

function draw(name: string, target: Element, findings: readonly Finding[]): string | undefined {
	let shown: object | undefined;
	try {
		shown = drawn[name]!(target, findings);
		flushSync();
		const text = target.textContent;
		const unread = findings.find(
			({ rule, message }) => rule !== basicItemMissing.id && !text.includes(message)
		);
		return unread && `${unread.rule} is not to be read`;
	} catch (error) {
		return error instanceof Error ? error.message.split('\n')[0] : 'unknown';
	} finally {
		if (shown) void unmount(shown as Component);
		target.replaceChildren();
	}
}

/** Each rule with each other one. */
export function drawPairs(name: string): Drawn {
	const findings = memberRules.map((rule) => findingOf(rule, true, member, context));
	const target = document.body.appendChild(document.createElement('main'));
	const failed: string[] = [];
	let pairs = 0;
	for (const [at, one] of findings.entries()) {
		for (const other of findings.slice(at + 1)) {
			pairs += 1;
			const why = draw(name, target, [one, other]);
			if (why !== undefined) failed.push(`${one.rule} with ${other.rule}: ${why}`);
		}
	}
	target.remove();
	return { pairs, failed };
}

/** Each code table as a list to choose from: a code twice in one would stop the form it belongs to. */
export function drawCodeTables(): string[] {
	const target = document.body.appendChild(document.createElement('main'));
	return Object.values(codeTables).flatMap((table) => {
		const props = {
			id: 'codes',
			table,
			value: '',
			onpick: () => undefined,
			onclose: () => undefined
		};
		try {
			const shown = mount(CodeList, { target, props });
			flushSync();
			void unmount(shown);
			return [];
		} catch (error) {
			return [`${table.name}: ${error instanceof Error ? error.message : 'unknown'}`];
		} finally {
			target.replaceChildren();
		}
	});
}

export const components = Object.keys(drawn);

Object.assign(globalThis, { pairs: { components, drawPairs, drawCodeTables } });

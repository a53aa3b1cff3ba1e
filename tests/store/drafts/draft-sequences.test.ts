import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldKey } from '#domain/model/member/fields';
import { aMember, Device } from '../../support/device';
import { TypedForm } from '../../support/typed-form';

const people = [aMember('王一'), aMember('李二')];
const keys = ['remark', 'major', 'nativePlace'] as const satisfies readonly FieldKey[];

type Step =
	| { what: 'type'; who: number; key: (typeof keys)[number]; text: string; waits: boolean }
	| { what: 'save' | 'give-up' | 'close-form'; who: number }
	| { what: 'lock' | 'kill' | 'second-tab' };

const who = fc.nat(people.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			what: fc.constant('type' as const),
			who,
			key: fc.constantFrom(...keys),
			text: fc.constantFrom('甲', '乙', '丙', ''),
			waits: fc.boolean()
		})
	},
	{
		weight: 3,
		arbitrary: fc.record({ what: fc.constantFrom('save', 'give-up', 'close-form'), who })
	},
	{ weight: 2, arbitrary: fc.record({ what: fc.constantFrom('lock', 'kill', 'second-tab') }) }
);

type Values = Partial<Record<(typeof keys)[number], string>>;

/** What a person may rely on: per member what is saved, what is typed, what is surely kept of it. */
class Expected {
	readonly saved: Values[] = people.map(() => ({}));
	readonly typed: Values[] = people.map(() => ({}));
	kept: Values[] = people.map(() => ({}));

	type(at: number, key: (typeof keys)[number], text: string): void {
		const typed = { ...this.typed[at], [key]: text };
		if (text === (this.saved[at]?.[key] ?? '')) delete typed[key];
		this.typed[at] = typed;
	}

	keep(): void {
		this.kept = this.typed.map((typed) => ({ ...typed }));
	}
}

function typedIn(form: TypedForm): Values {
	const entries = Object.entries(form.edits).filter(([, edit]) => edit.from !== edit.to);
	return Object.fromEntries(entries.map(([key, edit]) => [key, edit.to]));
}

test('[V-7] whatever the order of typing, locking, killing, saving and giving up: what was kept is found', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
			const device = await Device.loaded(people);
			const expected = new Expected();
			let replica = device.replica;
			let forms = people.map((person) => new TypedForm(replica, person));
			const reopen = async () => {
				replica = await device.restart();
				forms = people.map((person) => new TypedForm(replica, person));
			};
			try {
				for (const one of steps) {
					if (one.what === 'type') {
						expected.type(one.who, one.key, one.text);
						forms[one.who]!.type(one.key, one.text);
						// A kill that comes before anything was kept, however slow this machine is.
						if (!one.waits) forms[one.who]!.home.stop();
						if (!one.waits) continue;
						await replica.drafts.flush();
						expected.keep();
					} else if (one.what === 'save') {
						expect((await forms[one.who]!.save()).ok).toBe(true);
						Object.assign(expected.saved[one.who]!, expected.typed[one.who]);
						expected.typed[one.who] = {};
						expected.kept[one.who] = {};
					} else if (one.what === 'give-up') {
						await forms[one.who]!.home.giveUp();
						expected.typed[one.who] = {};
						expected.kept[one.who] = {};
					} else if (one.what === 'close-form') {
						forms[one.who]!.home.close();
						await replica.drafts.settled();
						forms[one.who] = new TypedForm(replica, people[one.who]!);
						expected.kept[one.who] = { ...expected.typed[one.who] };
					} else if (one.what === 'lock') {
						replica.close();
						await replica.settled();
						await reopen();
						expected.keep();
					} else if (one.what === 'kill') {
						// The page is gone: its timers with it.
						for (const form of forms) form.home.stop();
						for (const form of forms) replica.drafts.leave(form.home);
						await reopen();
						// What was not on the disk yet is gone with the page.
						expected.kept.forEach((kept, at) => (expected.typed[at] = { ...kept }));
					} else {
						const second = await device.tab();
						for (const [at, person] of people.entries()) {
							const shown = new TypedForm(second, person);
							expect(typedIn(shown)).toEqual(expected.kept[at]);
							second.drafts.leave(shown.home);
						}
					}
					for (const [at, form] of forms.entries()) {
						expect(typedIn(form)).toEqual(expected.typed[at]);
						expect(replica.member(form.id)).toMatchObject(expected.saved[at]!);
					}
				}
				const open = expected.kept.filter((kept) => Object.keys(kept).length > 0);
				expect((await device.restart()).drafts.count).toBeGreaterThanOrEqual(open.length);
			} finally {
				device.close();
			}
		}),
		{ numRuns: 60 }
	);
}, 120_000);

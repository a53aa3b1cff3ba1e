import { SvelteSet } from 'svelte/reactivity';
import { valuesOf } from '#domain/model/member/entries';
import type { Entry } from '#domain/model/member/entry';
import type { EntryEdits } from '#domain/mutations/member/entry-edits';
import type { EntryField } from '#domain/model/member/list';
import { listOf, type ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import { normalise } from '#domain/model/member/normalise';
import { findingsOnEntry } from '#domain/rules/entry-findings';
import type { Finding, RuleContext } from '#domain/rules/rule';
import type { FieldState } from '#ui/form/field-state';
import { inputProblem } from '#ui/form/input-problem';

export interface EntryPorts {
	list: ListKey;
	id: string;
	member: () => Member;
	/** The row as it is stored now; undefined while it is new. */
	stored: () => Entry | undefined;
	/** What a new row starts with. */
	initial?: Readonly<Record<string, string>>;
	context: () => RuleContext;
	/** How a person reads an organisation. */
	orgName: (id: string) => string;
}

/** What a person typed on one row of a list tab; per item the value he saw and the one he left. */
export class EntryDraft {
	readonly list: ListKey;
	readonly id: string;
	readonly fields: readonly EntryField[];
	readonly #ports: EntryPorts;
	#edits = $state<EntryEdits>({});
	readonly #left = new SvelteSet<string>();
	#tried = $state(false);

	constructor(ports: EntryPorts) {
		this.#ports = ports;
		this.list = ports.list;
		this.id = ports.id;
		this.fields = listOf(ports.list).fields;
		if (ports.stored() !== undefined) return;
		const initial = Object.fromEntries(this.fields.map((field) => [field.key, field.initial]));
		for (const [key, to] of Object.entries({ ...initial, ...ports.initial }))
			if (to) this.#edits[key] = { from: '', to };
	}

	readonly #stored = $derived.by(() => valuesOf(this.#ports.list, this.#ports.stored()));
	readonly isNew = $derived.by(() => this.#ports.stored() === undefined);
	readonly values: Readonly<Record<string, string>> = $derived.by(() => {
		const values = { ...this.#stored };
		for (const [key, edit] of Object.entries(this.#edits)) if (edit) values[key] = edit.to;
		return values;
	});
	readonly findings = $derived.by(() => {
		const entry = { ...this.#ports.stored(), ...this.values };
		return findingsOnEntry(this.#ports.member(), this.list, this.id, entry, this.#ports.context());
	});
	/** Whether a person typed or picked anything. */
	readonly touched = $derived.by(() => this.#left.size > 0 && Object.keys(this.#edits).length > 0);

	type(key: string, text: string): void {
		this.#left.add(key);
		this.#set(key, text);
	}

	settle(key: string): void {
		const field = this.fields.find((one) => one.key === key);
		const edit = this.#edits[key];
		if (field && edit) this.#set(key, normalise(field, edit.to));
	}

	/** Whether nothing stands against saving. */
	settleAll(): boolean {
		for (const { key } of this.fields) this.settle(key);
		this.#tried = true;
		return (
			this.fields.every((field) => this.#problemOf(field) === undefined) &&
			!this.findings.some(({ severity }) => severity === 'error')
		);
	}

	edits(): EntryEdits {
		return $state.snapshot(this.#edits);
	}

	/** What a person typed; undefined while he has not. */
	typed(): EntryEdits | undefined {
		return this.touched ? this.edits() : undefined;
	}

	/** What was typed earlier takes the place of what is typed now. */
	fill(edits: EntryEdits): void {
		this.#edits = { ...edits };
		for (const key of Object.keys(edits)) this.#left.add(key);
	}

	findingsAt(key: string): readonly Finding[] {
		const here = this.findings.filter(({ entryField }) => entryField === key);
		// What is empty in a new row is not wrong before the person has been there.
		return this.#tried || !this.isNew ? here : here.filter(() => this.#left.has(key));
	}

	state(field: EntryField): FieldState {
		const { key } = field;
		const value = this.values[key] ?? '';
		const required = field.required === 'always';
		return {
			value,
			shown: field.kind === 'branch' ? this.#ports.orgName(value) : undefined,
			required,
			missing: required && value === '' && this.#tried,
			changed: !this.isNew && value !== this.#stored[key],
			problem: this.#left.has(key) ? this.#problemOf(field) : undefined,
			moved: this.#movedOf(key)
		};
	}

	#set(key: string, text: string): void {
		const from = this.#edits[key]?.from ?? this.#stored[key] ?? '';
		if (text === from) delete this.#edits[key];
		else this.#edits[key] = { from, to: text };
	}

	#problemOf(field: EntryField): string | undefined {
		return this.#edits[field.key] && inputProblem(field, this.values[field.key] ?? '');
	}

	#movedOf(key: string): FieldState['moved'] {
		const edit = this.#edits[key];
		const now = this.#stored[key] ?? '';
		if (!edit || edit.from === now || edit.to === now) return undefined;
		return {
			saw: edit.from,
			now,
			take: () => delete this.#edits[key],
			keep: () => (this.#edits[key] = { from: now, to: edit.to })
		};
	}
}

import { SvelteSet } from 'svelte/reactivity';
import { codeTables } from '#domain/codes/registry';
import type { Field, TabKey } from '#domain/model/member/field';
import { fieldOf, fields, isOn, type FieldKey } from '#domain/model/member/fields';
import { upgrade15 } from '#domain/model/member/id-number';
import type { Member, MemberEdits } from '#domain/model/member/member';
import { normalise } from '#domain/model/member/normalise';
import type { PlaceKey } from '#domain/model/member/place';
import { isRequired } from '#domain/rules/applicability';
import { completenessOf } from '#domain/rules/completeness';
import { explainedBy } from '#domain/rules/explain';
import { ruleOf } from '#domain/rules/registry';
import { basicItemMissing } from '#domain/rules/member/basic-item-missing';
import type { Finding, RuleContext } from '#domain/rules/rule';
import type { FieldState, FormModel, Remedy, Unreadable } from '#ui/form/field-state';
import { idNumberSays } from '#ui/form/id-number-says';
import { inputProblem } from '#ui/form/input-problem';

export interface DraftPorts {
	/** The record as it is stored now; read again whenever it is asked for. */
	stored: () => Member;
	context: () => RuleContext;
	/** A new record: what is empty is not wrong before the person has been there. */
	fresh?: boolean;
	/** The tab that 保存 speaks of (each saves by itself); undefined: everything typed. */
	tab?: () => TabKey | undefined;
	/** The way to close a finding that is not closed in its own field. */
	remedy?: (finding: Finding) => Remedy | undefined;
	/** The way to change an item that is not typed. */
	procedure?: (key: FieldKey) => Remedy | undefined;
}

/**
 * What a person typed on top of a stored record: per touched field the value he saw and the value
 * he left (S-4). Untouched fields follow the store, so another device’s change appears by itself.
 */
export class MemberDraft implements FormModel {
	readonly #ports: DraftPorts;
	#edits = $state<MemberEdits>({});
	/** Fields that were left once; a half-typed date is not called wrong before. */
	readonly #left = new SvelteSet<FieldKey>();
	#tried = $state(false);

	constructor(ports: DraftPorts) {
		this.#ports = ports;
	}

	readonly #stored = $derived.by(() => this.#ports.stored());
	readonly #context = $derived.by(() => this.#ports.context());
	/** The record as it would be if it were saved now. */
	readonly member: Member = $derived.by(() => this.#with(this.#keys()));
	readonly summary = $derived.by(() =>
		completenessOf(this.member, { ...this.#context, before: this.#stored })
	);
	readonly changed: readonly FieldKey[] = $derived.by(() => {
		const stored = this.#stored;
		return this.#keys().filter((key) => this.#edits[key]?.to !== (stored[key] ?? ''));
	});

	/** The changed items of the tab. */
	readonly changedHere = $derived.by(() => this.changed.filter((key) => this.#isHere(key)));

	/**
	 * The errors that keep it from being saved, those among records included. An old one whose field
	 * was not touched is no obstacle: what can be mended is mended first.
	 */
	readonly blocking: readonly Finding[] = $derived.by(() => {
		const all = this.changedHere.length === this.changed.length;
		const { findings } = all
			? this.summary
			: completenessOf(this.#with(this.#keysHere()), this.#context);
		const errors = findings.filter(({ severity }) => severity === 'error');
		if (errors.length === 0 || this.#ports.fresh) return errors;
		const before = completenessOf(this.#stored, this.#ports.context()).findings;
		const old = before.map(({ rule }) => rule);
		const changed: readonly PlaceKey[] = this.changedHere;
		return errors.filter(({ rule, places }) => {
			const own = [ruleOf(rule)?.field, ...places];
			return !old.includes(rule) || changed.some((key) => own.includes(key));
		});
	});
	/** Typed texts that no record could hold, and why. */
	readonly unreadable: readonly Unreadable[] = $derived.by(() =>
		this.#keysHere().flatMap((field) => {
			const text = inputProblem(fieldOf(field), this.member[field]);
			return text === undefined ? [] : [{ field, text }];
		})
	);

	type(key: FieldKey, text: string): void {
		const from = this.#edits[key]?.from ?? this.#stored[key] ?? '';
		if (text === from) delete this.#edits[key];
		else this.#edits[key] = { from, to: text };
		if (key === 'idNumber') this.#fillFromIdNumber(text);
	}

	settle(key: FieldKey): void {
		this.#left.add(key);
		const edit = this.#edits[key];
		if (edit) this.type(key, normalise(fieldOf(key), edit.to));
	}

	/** Before saving: every spelling unified. Whether nothing stands against saving. */
	settleAll(): boolean {
		for (const key of this.#keysHere()) this.settle(key);
		this.#tried = true;
		return this.unreadable.length === 0 && this.blocking.length === 0;
	}

	/** What there is to save. */
	edits(): MemberEdits {
		const here = Object.entries($state.snapshot(this.#edits)).filter(([key]) =>
			this.#isHere(key as FieldKey)
		);
		return Object.fromEntries(here);
	}

	/** Everything typed, on whatever tab; undefined with nothing changed. */
	typed(): MemberEdits | undefined {
		const { changed } = this;
		if (changed.length === 0) return undefined;
		const edits = $state.snapshot(this.#edits);
		return Object.fromEntries(changed.map((key) => [key, edits[key]]));
	}

	/** What was typed earlier takes the place of what is typed now. */
	fill(edits: MemberEdits): void {
		this.#edits = { ...edits };
		for (const key of this.#keys()) this.#left.add(key);
	}

	remedy(finding: Finding): Remedy | undefined {
		return this.#ports.remedy?.(finding);
	}

	/** These edits are stored now; what was typed since stays, seen against the new value. */
	saved(sent: MemberEdits): void {
		for (const key of Object.keys(sent) as FieldKey[]) {
			const edit = this.#edits[key];
			const to = sent[key]?.to;
			if (!edit || to === undefined) continue;
			if (edit.to === to) delete this.#edits[key];
			else this.#edits[key] = { from: to, to: edit.to };
		}
	}

	revert(): void {
		for (const key of this.#keysHere()) delete this.#edits[key];
		this.#left.clear();
	}

	/** The findings that stand beside a field. What BI-04 lists is marked at each missing field. */
	findings(key: FieldKey): readonly Finding[] {
		if (!this.#mayJudge(key)) return [];
		return this.summary.findings.filter(
			(finding) => finding.places.includes(key) && finding.rule !== basicItemMissing.id
		);
	}

	state(field: Field & { key: FieldKey }): FieldState {
		const { key } = field;
		const value = this.member[key] ?? '';
		const org = this.#context.org(this.member.branchId);
		const required = isRequired(field.required, this.member, org);
		return {
			value,
			shown: this.#shown(field, org?.fullName),
			procedure: field.procedure && this.#ports.procedure?.(key),
			required,
			missing: required && value === '' && this.#mayJudge(key),
			changed: this.changed.includes(key),
			problem: this.#left.has(key) && this.#edits[key] ? inputProblem(field, value) : undefined,
			moved: this.#movedOf(key),
			offer: this.#offerOf(key, value)
		};
	}

	#shown({ key, kind, procedure, table }: Field & { key: FieldKey }, branch = '') {
		if (kind === 'branch') return branch;
		return procedure && table ? codeTables[table].nameOf(this.member[key] ?? '') : undefined;
	}

	/** The stored record with these edits on top. */
	#with(keys: readonly FieldKey[]): Member {
		const member = { ...this.#stored };
		for (const key of keys) member[key] = this.#edits[key]?.to ?? member[key];
		// A text explains what it was typed under, as it will once it is saved.
		const explained = explainedBy(member, keys, this.#context);
		return { ...member, explained: { ...member.explained, ...explained } };
	}

	#isHere(key: FieldKey): boolean {
		const tab = this.#ports.tab?.();
		return tab === undefined || isOn(fieldOf(key), tab);
	}

	#keysHere(): FieldKey[] {
		return this.#keys().filter((key) => this.#isHere(key));
	}

	#keys(): FieldKey[] {
		return Object.keys(this.#edits) as FieldKey[];
	}

	#mayJudge(key: FieldKey): boolean {
		return (
			!this.#ports.fresh || this.#tried || this.#left.has(key) || this.#edits[key] !== undefined
		);
	}

	#movedOf(key: FieldKey): FieldState['moved'] {
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

	#offerOf(key: FieldKey, value: string): FieldState['offer'] {
		if (key === 'idNumber') {
			const longer = upgrade15(value);
			if (longer === undefined) return undefined;
			return { label: '换成 18 位号码', value: longer, take: () => this.type(key, longer) };
		}
		const former = this.#stored.formerReasons?.[key];
		if (former !== undefined && value === '') {
			return { label: '沿用原来的说明', value: former, take: () => this.type(key, former) };
		}
		if (key !== 'birthDate' && key !== 'gender') return undefined;
		const says = idNumberSays(this.member.idNumber)[key];
		if (says === undefined || says === value) return undefined;
		return { label: '按身份证号填写', value: says, take: () => this.type(key, says) };
	}

	/** Fills what is empty; a filled field only gets an offer. */
	#fillFromIdNumber(text: string): void {
		const says = idNumberSays(normalise(fieldOf('idNumber'), text));
		for (const { key } of fields) {
			if (key !== 'birthDate' && key !== 'gender') continue;
			const value = says[key];
			if (value !== undefined && this.member[key] === '') this.type(key, value);
		}
	}
}

import { bulkFields } from '#domain/features/bulk/bulk-fields';
import { valueChanges } from '#domain/features/bulk/field-changes';
import { TypedBulkField } from '#domain/drafts/typed-forms';
import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import { normalise } from '#domain/model/member/normalise';
import { isOnRoster } from '#domain/model/member/on-roster';
import type { DraftHome } from '#store/drafts/draft-home';
import type { Replica } from '#store/replica/replica';
import type { FieldState } from '#ui/form/field-state';
import { inputProblem } from '#ui/form/input-problem';
import { linesOf } from '../../../drafts/draft-words';
import { BulkAction, newBatch } from '../bulk-action.svelte';

/** 批量修改 of one item over a selection: its new value, what it would change, one action. */
export class FieldFlow {
	readonly #replica: Replica;
	#members = $state.raw<readonly Member[]>([]);
	readonly action: BulkAction;
	/** Where what is typed is kept until it is written. */
	readonly home: DraftHome<TypedBulkField>;
	key = $state<FieldKey | ''>('');
	#value = $state('');
	#left = $state(false);

	constructor(replica: Replica, members: readonly Member[]) {
		this.#replica = replica;
		this.#members = members;
		this.action = new BulkAction(replica);
		this.home = replica.drafts.home({
			key: 'bulk-field',
			title: () => `批量修改 · ${this.field?.label ?? ''} · ${this.count} 名党员`,
			href: () => '/members/bulk/field',
			shape: TypedBulkField,
			read: () => this.#typed(),
			lines: ({ field, value }) => linesOf(replica, { [field]: { to: value } }),
			fill: (typed) => this.#fill(typed),
			clear: () => this.choose('')
		});
		this.action.saving = (write) => this.home.saving(write);
	}

	#typed(): TypedBulkField | undefined {
		// What was written is not typed any more.
		if (!this.key || this.#value === '' || this.action.written) return undefined;
		const meant = this.#members.filter(({ id }) => !this.action.leftOut.has(id));
		return { field: this.key, value: this.#value, members: meant.map(({ id }) => id) };
	}

	/** A selection made since then stands; without one it is the one of then. */
	#fill({ field, value, members }: TypedBulkField): void {
		this.choose(field);
		this.#value = value;
		this.#left = true;
		if (this.#members.length > 0) return;
		const held = members.flatMap((id) => this.#replica.member(id) ?? []);
		// Reduced meanwhile: a selection made now would not hold them either.
		this.#members = held.filter(isOnRoster);
	}

	get count(): number {
		return this.#members.length;
	}

	readonly field = $derived(bulkFields.find(({ key }) => key === this.key));
	readonly state: FieldState = $derived.by(() => ({
		value: this.#value,
		required: false,
		missing: false,
		changed: false,
		problem: this.#left && this.field ? inputProblem(this.field, this.#value) : undefined
	}));

	choose(key: FieldKey | ''): void {
		this.key = key;
		this.#value = '';
		this.#left = false;
		this.action.reset();
	}

	type(text: string): void {
		this.#value = text;
		this.action.reset();
	}

	settle(): void {
		this.#left = true;
		if (this.key) this.#value = normalise(fieldOf(this.key), this.#value);
	}

	async plan(): Promise<void> {
		const { key } = this;
		if (!key) return;
		this.settle();
		if (this.state.problem) return;
		const to = this.#value;
		const now = this.#members.map((member) => this.#replica.member(member.id) ?? member);
		const changes = valueChanges(now, () => ({ [key]: to }), newBatch());
		await this.action.plan([{ title: '将更改', changes }]);
	}
}

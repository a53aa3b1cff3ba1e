import { SvelteMap } from 'svelte/reactivity';
import { rehearse } from '#domain/features/bulk/rehearse';
import { TypedMerge } from '#domain/drafts/typed-forms';
import type { DraftLine } from '#domain/drafts/draft';
import type { Problem } from '#domain/kernel/problem';
import { labelOf, type FieldKey } from '#domain/model/member/fields';
import { lists, type ListKey } from '#domain/model/member/lists';
import { entriesOf } from '#domain/model/member/entries';
import type { Member } from '#domain/model/member/member';
import {
	differencesOf,
	fullerOf,
	mergeChoice,
	mergePreview,
	proposedFrom,
	type Difference
} from '#domain/mutations/member/merge-choice';
import { mergeMember } from '#domain/mutations/member/merge-member';
import type { Photo } from '#domain/model/member/photo';
import type { DraftHome } from '#store/drafts/draft-home';
import type { DraftMove } from '#store/disk/draft-disk';
import type { Replica } from '#store/replica/replica';
import { sayValue } from '../../../change-words';

/** What the two are called, in the order the page shows them. */
const names = ['记录一', '记录二'] as const;

/** The legends of the two choices that are no field. */
export const legends = { record: '保留哪一条记录', photo: '照片' };

/** 合并 of two records: which one stays, which values stand, and what will come of it. */
export class MergeFlow {
	readonly #replica: Replica;
	readonly #ids: readonly [string, string];
	/** The record a person chose to keep; until then the fuller one. */
	#chosenId = $state<string | undefined>();
	/** Values a person decided: by field the record whose value stands. */
	readonly #decided = new SvelteMap<FieldKey, string>();
	#photoId = $state<string | undefined>();
	/** Where what is chosen is kept until the two are one. */
	readonly home: DraftHome<TypedMerge>;
	busy = $state(false);
	problem = $state.raw<Problem | undefined>();

	constructor(replica: Replica, ids: readonly [string, string]) {
		this.#replica = replica;
		this.#ids = ids;
		const [one, other] = ids;
		this.home = replica.drafts.home({
			key: `merge:${ids.toSorted().join('+')}`,
			title: () => `合并党员记录 · ${replica.member(one)?.name ?? ''}`,
			href: () => `/members/${one}/merge?with=${other}`,
			shape: TypedMerge,
			read: () => this.#typed(),
			lines: (typed) => this.#linesOf(typed),
			fill: ({ record, values, photo }) => this.#choose(record, values, photo),
			clear: () => this.#choose()
		});
	}

	#typed(): TypedMerge | undefined {
		const [record, photo] = [this.#chosenId, this.#photoId];
		if (record === undefined && photo === undefined && this.#decided.size === 0) return undefined;
		return { record, values: Object.fromEntries(this.#decided), photo };
	}

	#linesOf({ record, values, photo }: TypedMerge): DraftLine[] {
		const isShown = (id: string) => this.#replica.member(id)?.photo?.id === photo;
		const holder = photo === undefined ? undefined : this.#ids.find(isShown);
		const decided = Object.entries(values) as [FieldKey, string][];
		return [
			...(record === undefined ? [] : [{ label: legends.record, text: this.nameOf(record) }]),
			...decided.map(([key, id]) => {
				const value = this.#replica.member(id)?.[key] ?? '';
				return { label: labelOf(key), text: sayValue(this.#replica, key, value) };
			}),
			...(holder === undefined ? [] : [{ label: legends.photo, text: this.nameOf(holder) }])
		];
	}

	#choose(record?: string, values: TypedMerge['values'] = {}, photo?: string): void {
		this.#chosenId = record;
		this.#photoId = photo;
		this.#decided.clear();
		for (const [key, id] of Object.entries(values)) this.#decided.set(key as FieldKey, id);
	}

	nameOf(id: string): string {
		return names[this.#ids.indexOf(id)] ?? '';
	}

	/** Both records, as long as both are here and stand for themselves. */
	readonly both = $derived.by((): readonly [Member, Member] | undefined => {
		const [one, other] = this.#ids.map((id) => this.#replica.member(id));
		const isOpen = one && other && one.id !== other.id && !one.merged && !other.merged;
		return isOpen && one.retracted !== '1' && other.retracted !== '1' ? [one, other] : undefined;
	});

	readonly into = $derived.by(() => {
		if (!this.both) return undefined;
		const [one, other] = this.both;
		return this.both.find(({ id }) => id === this.#chosenId) ?? fullerOf(one, other);
	});

	readonly from = $derived(this.both?.find(({ id }) => id !== this.into?.id));

	keepRecord(id: string): void {
		this.#chosenId = id;
	}

	readonly differences = $derived.by((): readonly Difference[] =>
		this.into && this.from ? differencesOf(this.into, this.from) : []
	);

	/** The fields of which the other record’s value stands. */
	readonly #taken = $derived.by((): readonly FieldKey[] => {
		const { into, from } = this;
		if (!into || !from) return [];
		const proposed = proposedFrom(into, from);
		const stands = ({ key }: Difference) =>
			(this.#decided.get(key) ?? (proposed.has(key) ? from.id : into.id)) === from.id;
		return this.differences.filter(stands).map(({ key }) => key);
	});

	/** The record whose value of the field stands. */
	standing(key: FieldKey): Member | undefined {
		return this.#taken.includes(key) ? this.from : this.into;
	}

	decide(key: FieldKey, memberId: string): void {
		this.#decided.set(key, memberId);
	}

	/** The photos to choose from, where both records have one and they differ. */
	readonly photos = $derived.by((): readonly { member: Member; photo: Photo }[] => {
		const held = (this.both ?? []).flatMap((member) =>
			member.photo ? [{ member, photo: member.photo }] : []
		);
		return held.some(({ photo }) => photo.sha256 !== held[0]?.photo.sha256) ? held : [];
	});

	get photoId(): string | undefined {
		return this.#photoId ?? this.into?.photo?.id ?? this.from?.photo?.id;
	}

	set photoId(id: string | undefined) {
		this.#photoId = id;
	}

	readonly #args = $derived.by(() =>
		this.into && this.from
			? mergeChoice(this.into, this.from, this.#taken, this.photoId ?? null)
			: undefined
	);

	/** The record as it will stand. */
	readonly preview = $derived.by(() =>
		this.into && this.from && this.#args
			? mergePreview(this.into, this.from, this.#args)
			: undefined
	);

	/** Per list with rows on either record how many stand afterwards, and how many came twice. */
	readonly rows = $derived.by((): readonly { key: ListKey; after: number; twice: number }[] => {
		const { into, from, preview } = this;
		if (!into || !from || !preview) return [];
		return lists
			.map(({ key }) => {
				const after = entriesOf(preview, key).length;
				const before = entriesOf(into, key).length + entriesOf(from, key).length;
				return { key, after, twice: before - after };
			})
			.filter(({ after, twice }) => after + twice > 0);
	});

	/** Why it cannot be merged like this; asked of the mutation itself. */
	async check(): Promise<Problem | undefined> {
		const args = this.#args;
		if (!args) return undefined;
		const change = {
			memberId: args.into,
			mutation: mergeMember,
			args,
			changeId: crypto.randomUUID()
		};
		const get = (table: string, id: string) =>
			table === 'org' ? this.#replica.org(id) : this.#replica.member(id);
		const { today } = this.#replica.context();
		const acting = { ...this.#replica.author, today };
		const tried = await rehearse(change, get as never, acting, `${today}T00:00:00`);
		return tried.ok ? undefined : tried.problem;
	}

	/** Whether the two are one record in the store now. */
	async merge(): Promise<boolean> {
		const args = this.#args;
		if (this.busy || !args) return false;
		this.busy = true;
		const write = async (drafts: DraftMove) => {
			const made = await this.#replica.mutate(mergeMember, args, undefined, { drafts });
			if (made.ok) this.#choose();
			return made;
		};
		const result = await this.home.saving(write).finally(() => (this.busy = false));
		this.problem = result.ok ? undefined : result.problem;
		return result.ok;
	}
}

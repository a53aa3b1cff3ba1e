import type { Draft } from '#domain/drafts/draft';
import type { Result } from '#domain/kernel/problem';
import type { DraftFileRecord, DraftRecord } from '#store/disk/db';
import type { DraftMove, HeldDraft } from '#store/disk/draft-disk';

/** What a home asks of the shelf it stands on. */
export interface Shelf {
	readonly list: readonly HeldDraft[];
	readonly isOpen: boolean;
	now(): string;
	turn<T>(work: () => Promise<T>): Promise<T>;
	seal(id: string, draft: Draft): Promise<DraftRecord>;
	sealFile(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<DraftFileRecord>;
	file(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
	/** Within a turn: disk, memory, the open forms, the other tabs. */
	move(move: DraftMove): Promise<Result<void>>;
	/** The move is on the disk already. */
	moved(move: DraftMove): Promise<void>;
	leave(form: OpenForm): void;
}

/** What the shelf asks of a form that is open. */
export interface OpenForm {
	flush(): Promise<void>;
	stop(): void;
	heard(): void;
}

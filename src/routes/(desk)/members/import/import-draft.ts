import { TypedImport } from '#domain/drafts/typed-forms';
import type { DraftHome } from '#store/drafts/draft-home';
import type { Replica } from '#store/replica/replica';
import type { ImportFlow } from './import-flow.svelte';

/**
 * An import under way among the drafts: the file and all that was said of it, until every row of
 * it is written. Opened again, the file is checked anew, and everything is said once more.
 */
export class ImportDraft {
	readonly home: DraftHome<TypedImport>;
	readonly #flow: ImportFlow;
	/** What an earlier visit left, while its file is checked again. */
	#resuming: TypedImport | undefined;
	/** The file that is kept with the draft. */
	#kept: File | undefined;

	constructor(replica: Replica, flow: ImportFlow) {
		this.#flow = flow;
		flow.saving = (write) => this.home.saving(write);
		this.home = replica.drafts.home({
			key: 'import',
			title: () => '导入名册',
			href: () => '/members/import',
			shape: TypedImport,
			read: () => this.#read(),
			lines: ({ name, said }) => [
				{ label: '文件', text: name },
				{ label: '已回答', text: `${Object.keys(said.rows).length} 处` }
			],
			fill: (typed) => {
				this.#resuming = typed;
				// The home is not there yet while it fills in its form.
				queueMicrotask(() => void this.#resume(typed));
			},
			clear: () => {
				this.#resuming = undefined;
				flow.choose(undefined);
			}
		});
	}

	#read(): TypedImport | undefined {
		const { file, report, written } = this.#flow;
		// Another file that is chosen takes the place of what could not be checked again.
		if (this.#resuming && (!file || file === this.#kept)) return this.#resuming;
		if (!file || !report || written) return undefined;
		const { name, lastModified: at, size } = file;
		return { name, at, size, said: this.#flow.said() };
	}

	/** 检查, and from then on the file lies with what is said of it. */
	async check(): Promise<void> {
		const { file } = this.#flow;
		await this.#flow.check();
		if (!file || !this.#flow.report || this.#flow.file !== file) return;
		this.#kept = file;
		this.home.attach(new Uint8Array(await file.arrayBuffer()));
	}

	async #resume(typed: TypedImport): Promise<void> {
		const bytes = await this.home.file();
		if (!bytes || this.#resuming !== typed) return;
		const { name, at, said } = typed;
		const file = new File([bytes], name, { lastModified: at });
		this.#kept = file;
		await this.#flow.resume(file, said);
		// A file that cannot be checked now stays kept until another one is chosen.
		if (!this.#flow.report) return;
		this.#resuming = undefined;
		this.home.changed();
	}
}

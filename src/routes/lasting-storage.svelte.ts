/** How safely and how full this browser keeps the data: what it answers, nothing guessed. */
class LastingStorage {
	/** undefined: not asked yet, or the browser does not say. */
	kept = $state<boolean | undefined>();
	usage = $state<number | undefined>();
	quota = $state<number | undefined>();
	asking = $state(false);
	/** Asked for and not granted. */
	declined = $state(false);

	async look(): Promise<void> {
		try {
			this.kept = await navigator.storage?.persisted?.();
			const estimate = await navigator.storage?.estimate?.();
			this.usage = estimate?.usage;
			this.quota = estimate?.quota;
		} catch {
			// Private windows refuse the question; the screen then says that it is not known.
			this.kept = undefined;
		}
	}

	async ask(): Promise<void> {
		this.asking = true;
		try {
			this.declined = (await navigator.storage?.persist?.()) !== true;
		} catch {
			// The same as a no.
			this.declined = true;
		}
		this.asking = false;
		await this.look();
	}

	get sentence(): string {
		if (this.kept === true) return '浏览器已同意长期保存，不会自行清除';
		if (this.declined) return '浏览器没有同意；安装到主屏幕后通常会同意';
		if (this.kept === false) return '空间紧张时浏览器可能清除本机内容';
		return '浏览器没有说明';
	}

	get room(): string {
		if (this.usage === undefined) return '未知';
		const used = megabytes(this.usage);
		return this.quota === undefined ? used : `${used}，可用 ${megabytes(this.quota)}`;
	}
}

export const lastingStorage = new LastingStorage();

function megabytes(bytes: number): string {
	const mb = bytes / 1_000_000;
	if (mb >= 1000) return `${(mb / 1000).toFixed(1)} GB`;
	return mb < 0.1 ? '不到 0.1 MB' : `${mb.toFixed(mb < 10 ? 1 : 0)} MB`;
}

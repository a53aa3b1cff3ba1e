import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chromiumFlags, shellPath } from './chromium';
import { useTestDay } from './device-clock';

/** A phone with its own browser profile on disk, which can be killed and started again. */
export class Phone {
	readonly profile = mkdtempSync(join(tmpdir(), 'branchbook-phone-'));
	#context: BrowserContext | undefined;
	readonly #browser: string;

	constructor(browser = shellPath()) {
		this.#browser = browser;
	}

	async start(): Promise<Page> {
		this.#context = await chromium.launchPersistentContext(this.profile, {
			executablePath: this.#browser,
			args: chromiumFlags,
			locale: 'zh-CN',
			timezoneId: 'Asia/Shanghai',
			viewport: { width: 390, height: 844 },
			hasTouch: true
		});
		await useTestDay(this.#context);
		return this.#context.pages()[0] ?? this.#context.newPage();
	}

	get context(): BrowserContext {
		if (!this.#context) throw new Error('the phone is off');
		return this.#context;
	}

	/** SIGKILL to every process of this profile: no page gets to say goodbye. */
	async kill(): Promise<void> {
		const context = this.context;
		const closed = new Promise((resolve) => context.once('close', resolve));
		for (const pid of this.#pids()) process.kill(pid, 'SIGKILL');
		await closed;
		this.#context = undefined;
	}

	async close(): Promise<void> {
		await this.#context?.close();
		this.#context = undefined;
	}

	async dispose(): Promise<void> {
		await this.close();
		rmSync(this.profile, { recursive: true, force: true });
	}

	#pids(): number[] {
		return running()
			.filter(({ command }) => command.includes(`--user-data-dir=${this.profile}`))
			.filter(({ command }) => !command.includes('--type='))
			.map(({ pid }) => pid);
	}
}

/** Every process of this machine. A bare Linux has no `ps`. */
function running(): { pid: number; command: string }[] {
	if (!existsSync('/proc/self/cmdline')) {
		const listed = execFileSync('ps', ['-eo', 'pid,args', '-ww']).toString().split('\n');
		return listed.map((line) => ({ pid: Number.parseInt(line), command: line }));
	}
	return readdirSync('/proc').flatMap((name) => {
		if (!/^\d+$/.test(name)) return [];
		try {
			return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
		} catch {
			// It has ended meanwhile.
			return [];
		}
	});
}

/** The spellings under which a text could lie in a file: UTF-8, UTF-16LE, base64 (three phases), hex. */
function spellings(text: string): Buffer[] {
	const utf8 = Buffer.from(text, 'utf8');
	const base64 = [0, 1, 2].map((shift) => {
		const shifted = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
		// The first and last group mix with their neighbours; what is left in between is the text alone.
		return Buffer.from(shifted.slice(shift === 0 ? 0 : 4, -4));
	});
	return [utf8, Buffer.from(text, 'utf16le'), Buffer.from(utf8.toString('hex')), ...base64].filter(
		(bytes) => bytes.length >= 6
	);
}

/** Every file under a folder that holds one of the texts, as `file: number of the text`. */
export function filesHolding(folder: string, texts: readonly string[]): string[] {
	const needles = texts.map(spellings);
	const hits: string[] = [];
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		const bytes = readFileSync(path);
		needles.forEach((forms, index) => {
			if (forms.some((form) => bytes.includes(form))) {
				hits.push(`${path.slice(folder.length + 1)}: text ${index}`);
			}
		});
	}
	return hits;
}

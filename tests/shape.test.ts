import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memberRules } from '#domain/rules/registry';
import { unsafeKeys } from './support/each-keys';

/** The shape of the code, checked: what documents promise is there, and floors have no cycles. */

function filesUnder(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).split(sep).join('/'));
}

const sources = filesUnder('src').filter((file) => /\.(ts|svelte)$/.test(file));
const tests = filesUnder('tests').filter((file) => /\.(test|spec)\.ts$/.test(file));
const testText = tests.map((file) => readFileSync(file, 'utf8')).join('\n');

/** The file an import means; undefined for a package. */
function targetOf(from: string, specifier: string): string | undefined {
	const floor = /^#(\w+)\/(.+)$/.exec(specifier);
	const base = floor
		? `src/lib/${floor[1]}/${floor[2]?.replace(/\.runes$/, '.svelte.ts')}`
		: specifier.startsWith('./')
			? join(dirname(from), specifier).split(sep).join('/')
			: undefined;
	if (base === undefined) return undefined;
	return [base, `${base}.ts`, `${base}.svelte.ts`].find((file) => sources.includes(file));
}

function importsOf(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
	const targets = [...found].flatMap(([, specifier]) => targetOf(file, specifier ?? '') ?? []);
	// A component may draw itself: a tree does.
	return targets.filter((target) => target !== file);
}

/** Every way through the graph that comes back to where it was. */
function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
	const done = new Set<string>();
	const cycles: string[] = [];
	const walk = (node: string, way: string[]): void => {
		const at = way.indexOf(node);
		if (at >= 0) cycles.push([...way.slice(at), node].join(' → '));
		if (at >= 0 || done.has(node)) return;
		for (const next of graph.get(node) ?? []) walk(next, [...way, node]);
		done.add(node);
	};
	for (const node of graph.keys()) walk(node, []);
	return cycles;
}

test('no import leads back to where it came from', () => {
	const graph = new Map(sources.map((file) => [file, importsOf(file)]));
	expect(graph.get('src/lib/store/replica/replica.ts')).toContain(
		'src/lib/store/replica/engine.ts'
	);
	expect(cyclesIn(graph)).toEqual([]);
});

/** The part of its floor that a file belongs to: its folder, of model and features the one below it. */
function partOf(file: string): string {
	const [folder = '', below = '', ...rest] = file.split('/').slice(3);
	const isDivided = folder === 'model' || folder === 'features';
	return isDivided && rest.length > 0 ? `${folder}/${below}` : folder;
}

describe('the folders of a floor stand on each other, never in a circle', () => {
	test.each(['domain', 'store', 'sync', 'ui', 'sheet'])('%s', (floor) => {
		const graph = new Map<string, string[]>();
		const own = sources.filter((file) => file.startsWith(`src/lib/${floor}/`));
		for (const file of own) {
			const below = importsOf(file).filter((target) => target.startsWith(`src/lib/${floor}/`));
			const parts = below.map(partOf).filter((part) => part !== partOf(file));
			graph.set(partOf(file), [...(graph.get(partOf(file)) ?? []), ...parts]);
		}
		expect(cyclesIn(graph)).toEqual([]);
		if (floor === 'domain') expect(graph.get('mutations')).toContain('rules');
	});
});

test('workers read no clock: the page hands them the day', () => {
	// A test sets the clock of pages, and a page corrects its own by the server’s; neither reaches a worker.
	const started = sources.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/new URL\('(\.\/[^']+)', import\.meta\.url\)/g)].map(
			([, name = '']) => join(dirname(file), name).split(sep).join('/')
		)
	);
	const reached = new Set([...started, 'src/service-worker.ts']);
	for (const file of reached) for (const next of importsOf(file)) reached.add(next);
	expect(started).toContain('src/lib/sheet/worker.ts');
	expect(reached).toContain('src/lib/sheet/check-roster.ts');
	const clock = /new Date\(\)|Date\.now\(\)/;
	expect([...reached].filter((file) => clock.test(readFileSync(file, 'utf8')))).toEqual([]);
});

test('every page of a test has the day of the tests: browsers come from three places', () => {
	const places = ['chromium', 'journey', 'phone'].map((name) => `tests/support/${name}.ts`);
	const opening = /^(?:import|export) (?!type )[^;]*from '@?playwright[^']*'/m;
	const openers = filesUnder('tests').filter(
		(file) => file.endsWith('.ts') && opening.test(readFileSync(file, 'utf8'))
	);
	expect(openers.toSorted()).toEqual(places);
});

test('files are named for the one thing inside', () => {
	const banned = new Set(
		'utils helpers common misc shared types constants services managers stores'.split(' ')
	);
	const named = sources.filter((file) =>
		file.split('/').some((part) => banned.has(part.replace(/\..*$/, '')))
	);
	expect(named).toEqual([]);
});

describe('every promise of docs/sync.md has a test whose title begins with it', () => {
	const promised = [...readFileSync('docs/sync.md', 'utf8').matchAll(/^\| (S-\d+)\s+\|/gm)].map(
		(match) => match[1] ?? ''
	);
	test('the list is whole', () => {
		expect(promised).toEqual(Array.from({ length: 17 }, (_, n) => `S-${n + 1}`));
	});
	test.each(promised)('%s', (id) => {
		expect(testText).toContain(`[${id}]`);
	});
});

describe('every rule has its file, its test and its line in docs/rules.md', () => {
	const documented = readFileSync('docs/rules.md', 'utf8');
	test('ids are unique', () => {
		const ids = memberRules.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});
	test.each(memberRules.map(({ id }) => id))('%s', (id) => {
		expect(documented).toMatch(new RegExp(`^\\| ${id}\\s+\\|`, 'm'));
		expect(testText).toContain(`[${id}]`);
	});
});

test('every id that code or tests cite is explained in docs', () => {
	const explained = filesUnder('docs')
		.filter((file) => file.endsWith('.md'))
		.map((file) => readFileSync(file, 'utf8').replace(ranges, everyIdOf))
		.join('\n');
	const citing = [...sources, ...filesUnder('tests').filter((file) => file.endsWith('.ts'))];
	const cited = new Set(
		citing.flatMap((file) => readFileSync(file, 'utf8').match(citedId) ?? []).sort()
	);
	expect(cited.size).toBeGreaterThan(80);
	expect([...cited].filter((id) => !new RegExp(`\\b${id}\\b`).test(explained))).toEqual([]);
});

/** Promises, requirements, figures and faults; rules have tests of their own. */
const citedId = /\b(?:R-[A-Z]+|RS|CF|SC|[CDFHIKNPQSTUVX])-(?:\d{1,2})\b(?![-\d])/g;
const ranges = /\b([A-Z]+)-(\d+) … \1-(\d+)/g;

/** C-01 … C-03 names C-02, too. */
function everyIdOf(range: string, letter: string, first: string, last: string): string {
	const count = Number(last) - Number(first) + 1;
	const ids = Array.from({ length: count }, (_, at) => {
		const number = String(Number(first) + at).padStart(first.length, '0');
		return `${letter}-${number}`;
	});
	return `${range} ${ids.join(' ')}`;
}

test('links between documents lead somewhere', () => {
	const documents = ['README.md', ...filesUnder('docs').filter((file) => file.endsWith('.md'))];
	const dead = documents.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)]
			.map((match) => join(dirname(file), match[1] ?? ''))
			.filter((target) => !existsSync(target))
			.map((target) => `${file}: ${relative('.', target)}`)
	);
	expect(dead).toEqual([]);
});

describe('a list on a screen is keyed by what its lines are, never by what they say', () => {
	test.each([
		['{#each remedies as { label } (label)}{/each}', ['label']],
		['{#each lines as line (line.text)}{/each}', ['line.text']],
		['{#each lines as { label, note } (label + note)}{/each}', ['label + note']],
		['{#each lines as { id, name } (`${id}/${name}`)}{/each}', ['`${id}/${name}`']],
		['{#if a}{#each lines as line}{line}{/each}{/if}', ['(none)']],
		['{#each people as { member } (member.id)}{/each}', []],
		['{#each people as one, index (index)}{/each}', []]
	])('%s', (source, unsafe) => {
		expect(unsafeKeys(source)).toEqual(unsafe);
	});
	test('every component', () => {
		const components = sources.filter((file) => file.endsWith('.svelte'));
		const unsafe = components.flatMap((file) =>
			unsafeKeys(readFileSync(file, 'utf8')).map((key) => `${file}: ${key}`)
		);
		expect(components.length).toBeGreaterThan(100);
		expect(unsafe).toEqual([]);
	});
});

/** Handlers of the keyboard that do not ask whether an input method composes. */
const ownKeys = /\bon:?key(?:down|up|press)\b|['"`]key(?:down|up|press)['"`]/;

test('keys are handled in one place, which asks for input methods', () => {
	expect('<input onkeydown={go} />').toMatch(ownKeys);
	expect("addEventListener('keydown', go)").toMatch(ownKeys);
	const handling = sources.filter((file) => ownKeys.test(readFileSync(file, 'utf8')));
	expect(handling).toEqual(['src/lib/ui/kit/keys.ts']);
});

test('dialogs are opened in one place, which says when they close', () => {
	const opening = sources.filter((file) => readFileSync(file, 'utf8').includes('.showModal('));
	expect(opening).toEqual(['src/lib/ui/kit/modal.ts']);
});

test('every test that docs/security.md names is there', () => {
	const named = [...readFileSync('docs/security.md', 'utf8').matchAll(/`(tests\/[^`]+)`/g)];
	const files = named.map((match) => match[1] ?? '');
	expect(files.length).toBeGreaterThan(20);
	expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

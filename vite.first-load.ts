import type { Plugin } from 'vite';

/** Where the start of the app begins: its frame, the locked door, and the list of 党员. */
const ROOTS = [
	/\/@sveltejs\/kit\/src\/runtime\/client\/entry\.js$/,
	/\/\.svelte-kit\/generated\/(client-optimized\/app\.js|root\.svelte)$/,
	/\/src\/routes\/\+(layout|error)\.(svelte|ts)$/,
	/\/src\/routes\/unlock\/\+page\.svelte$/,
	/\/src\/routes\/\(desk\)\/(members\/)?\+(layout|page)\.svelte$/
];
/** The page at `/` is not on the way to the list. */
const NOT_A_ROOT = /\(desk\)\/\+page\.svelte$/;

/**
 * Puts all that the start needs into two files of the client’s build, what is ours and what is not:
 * dozens of small ones cost a phone more than their bytes.
 */
export function firstLoad(): Plugin {
	const needed = new Set<string>();
	return {
		name: 'branchbook:first-load',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		buildEnd() {
			const follow = (id: string) => {
				if (needed.has(id)) return;
				needed.add(id);
				for (const next of this.getModuleInfo(id)?.importedIds ?? []) follow(next);
			};
			for (const id of this.getModuleIds())
				if (ROOTS.some((root) => root.test(id)) && !NOT_A_ROOT.test(id)) follow(id);
		},
		outputOptions(options) {
			if (options.codeSplitting === false) return null;
			const groups = [
				{
					name: 'framework',
					test: (id: string) => needed.has(id) && id.includes('/node_modules/')
				},
				{ name: 'start', test: (id: string) => needed.has(id) }
			];
			return { ...options, codeSplitting: { groups } };
		}
	};
}

/**
 * zod carries a maker of JSON schemas in every type and English messages for every refusal. The app
 * asks for neither (what a person reads comes from wording.ts), and they are 6 kB of the start.
 */
export function leanZod(): Plugin {
	return {
		name: 'branchbook:lean-zod',
		apply: 'build',
		enforce: 'pre',
		applyToEnvironment: ({ name }) => name === 'client',
		transform(code, id) {
			if (id.endsWith('/zod/v4/locales/en.js'))
				return { code: 'export default () => ({ localeError: () => undefined });', map: null };
			if (!/\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/.test(id)) return null;
			const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(
				([, name]) => name
			);
			return {
				code: names.map((name) => `export const ${name} = () => undefined;`).join('\n'),
				map: null
			};
		}
	};
}

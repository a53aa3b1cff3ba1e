/** A heading of a PDF: on which page it stands, from 0, and how far above the page’s foot, in points. */
export interface Heading {
	title: string;
	level: number;
	page: number;
	y: number;
}

/**
 * Pages and headings of a PDF that Chromium printed with `outline: true`. It writes its objects in
 * clear, so that a few names of the format are enough; anything else ends with an error.
 */
export function readPdf(bytes: Uint8Array): { pages: number; headings: Heading[] } {
	const objects = new Map<string, string>();
	for (const [, id = '', body = ''] of Buffer.from(bytes)
		.toString('latin1')
		.matchAll(/^(\d+) 0 obj\s([^]*?)endobj/gm)) {
		objects.set(id, body);
	}
	const objectOf = (id: string) => {
		const body = objects.get(id);
		if (body === undefined) throw new Error(`no object ${id}`);
		return body;
	};
	const refIn = (body: string, name: string) => new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1];

	const catalog = [...objects.values()].find((body) => /\/Type \/Catalog\b/.test(body)) ?? '';
	const pagesUnder = (id: string): string[] => {
		const body = objectOf(id);
		if (!/\/Type \/Pages\b/.test(body)) return [id];
		const kids = /\/Kids \[([^\]]*)\]/.exec(body)?.[1] ?? '';
		return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid = '']) => pagesUnder(kid));
	};
	const pages = pagesUnder(refIn(catalog, 'Pages') ?? '');

	const headings: Heading[] = [];
	const walk = (first: string | undefined, level: number) => {
		for (let at = first; at !== undefined; at = refIn(objectOf(at), 'Next')) {
			const body = objectOf(at);
			const dest = /\/Dest \[(\d+) 0 R \/XYZ [\d.-]+ ([\d.-]+)/.exec(body);
			if (dest) {
				const [, page = '', y = ''] = dest;
				headings.push({ title: titleIn(body), level, page: pages.indexOf(page), y: Number(y) });
			}
			walk(refIn(body, 'First'), level + 1);
		}
	};
	walk(refIn(objectOf(refIn(catalog, 'Outlines') ?? ''), 'First'), 1);
	return { pages: pages.length, headings };
}

function titleIn(body: string): string {
	const hex = /\/Title <FEFF([0-9A-F]*)>/i.exec(body)?.[1];
	if (hex === undefined) return /\/Title \(([^)]*)\)/.exec(body)?.[1] ?? '';
	return String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)));
}

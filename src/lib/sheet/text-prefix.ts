/**
 * A text that a spreadsheet program would take for a formula when it stands in a .csv file: the
 * first character, after blanks, is one of = + - @ (usual or full-width), or a control character
 * such as a tab or a line break (R-EXP-02).
 */
const TRIGGER = /^[\s\p{Cc}\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^\p{Cc}/u;

/** Whether the text needs a mark that says it is text. */
export function looksLikeFormula(text: string): boolean {
	return TRIGGER.test(text);
}

/**
 * A .csv cell has no format, so the mark can only be a character: one apostrophe, which spreadsheet
 * programs know and import takes away again. A text that begins with an apostrophe gets another,
 * so that taking one away always gives the text back. Workbooks need none of this: there the cell
 * itself says that it is text, and nothing is added.
 */
export function prefixed(text: string): string {
	return text.startsWith("'") || looksLikeFormula(text) ? `'${text}` : text;
}

/** `="990001…"`: how some programs and people keep a long number a text in a .csv file. */
const QUOTED_TEXT = /^="((?:[^"]|"")*)"$/;

/** Takes back what `prefixed` added, exactly one apostrophe, or what marks a text as another’s. */
export function unprefixed(text: string): string {
	if (text.startsWith("'")) return text.slice(1);
	return QUOTED_TEXT.exec(text)?.[1]?.replaceAll('""', '"') ?? text;
}

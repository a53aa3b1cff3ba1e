/**
 * A text that both engines keep as it is: PostgreSQL refuses NUL, and half of a surrogate pair comes
 * back as another character, which would break the log’s chain.
 */
export function storable(text: string): string {
	return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** The floor of P-5: SheetJS alone, with nothing checked, guarded or judged. */
export type FloorOrder = { kind: 'write'; table: string[][] } | { kind: 'read'; file: Blob };

addEventListener('message', async ({ data }: MessageEvent<FloorOrder>) => {
	const { read, utils, write } = await import('xlsx');
	if (data.kind === 'write') {
		const book = utils.book_new();
		utils.book_append_sheet(book, utils.aoa_to_sheet(data.table), '党员名册');
		const bytes = write(book, {
			type: 'array',
			bookType: 'xlsx',
			compression: true
		}) as ArrayBuffer;
		postMessage(bytes.byteLength, { transfer: [bytes] });
		return;
	}
	const book = read(await data.file.arrayBuffer(), { type: 'array', dense: true });
	const sheet = book.Sheets[book.SheetNames[0]!]!;
	const rows = utils.sheet_to_json<string[]>(sheet, { header: 1 });
	postMessage(rows.length);
});

import { refuseSheet, sheetLimits } from './sheet-problem';

/** What a file is by its bytes; its name only decides whether a text may be a table. */
export type FileKind = 'zip' | 'text';

const ENCRYPTED_STREAM = [...'EncryptedPackage'].flatMap((char) => [char.charCodeAt(0), 0]);

/** Names the kind of a file that may be read, refuses every other by its own name. */
export function fileKind(bytes: Uint8Array, fileName: string): FileKind {
	if (bytes.byteLength === 0) refuseSheet({ code: 'sheet.empty' });
	if (bytes.byteLength > sheetLimits.fileBytes) {
		refuseSheet({ code: 'sheet.too-large', megabytes: sheetLimits.fileBytes / 1024 / 1024 });
	}
	if (startsWith(bytes, [0x50, 0x4b, 3, 4])) return 'zip';
	if (startsWith(bytes, [0x50, 0x4b, 5, 6])) refuseSheet({ code: 'sheet.not-a-workbook' });
	if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
		refuseSheet({ code: contains(bytes, ENCRYPTED_STREAM) ? 'sheet.encrypted' : 'sheet.old-xls' });
	}
	// BIFF2 to BIFF4: .xls of before 1993, which some old programs still write.
	if (bytes[0] === 9 && (bytes[1] ?? 9) <= 4 && (bytes[1] ?? 9) % 2 === 0) {
		refuseSheet({ code: 'sheet.old-xls' });
	}
	if (looksBinary(bytes)) refuseSheet({ code: 'sheet.not-a-workbook' });
	const start = new TextDecoder()
		.decode(bytes.subarray(0, 4096))
		.replace(/^\ufeff/, '')
		.trimStart();
	if (
		/^<(?:!doctype html|html|head|meta|table|style|div)\b/i.test(start) ||
		/<table[\s>]/i.test(start)
	) {
		refuseSheet({ code: 'sheet.html' });
	}
	if (start.startsWith('<')) refuseSheet({ code: 'sheet.not-a-workbook' });
	if (!/\.(?:csv|tsv|txt)$/i.test(fileName)) refuseSheet({ code: 'sheet.text-named-workbook' });
	return 'text';
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
	return magic.every((byte, i) => bytes[i] === byte);
}

function contains(bytes: Uint8Array, piece: readonly number[]): boolean {
	const first = piece[0] ?? 0;
	for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
		if (piece.every((byte, i) => bytes[at + i] === byte)) return true;
	}
	return false;
}

/** A nought byte stands in no text, except in UTF-16, which says so at its start. */
function looksBinary(bytes: Uint8Array): boolean {
	const utf16 = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
	return !utf16 && bytes.subarray(0, 8192).includes(0);
}

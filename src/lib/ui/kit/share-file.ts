import { saveBlob } from '#ui/kit/save-blob';

/** On a phone the share sheet, where the platform takes such a file; everywhere else a download. */
export async function shareFile(
	blob: Blob,
	name: string
): Promise<'shared' | 'saved' | 'cancelled'> {
	const file = new File([blob], name, { type: blob.type });
	const isHandheld = matchMedia('(pointer: coarse)').matches;
	// Older browsers have neither of the two.
	const canShare = isHandheld && 'canShare' in navigator && navigator.canShare({ files: [file] });
	if (canShare) {
		try {
			await navigator.share({ files: [file] });
			return 'shared';
		} catch (error) {
			if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
			// The platform would not after all; the file still has to get out.
		}
	}
	saveBlob(blob, name);
	return 'saved';
}

import { pictureKind } from '#domain/picture/picture-kind';
import { pictureSize } from '#domain/picture/picture-size';
import { pickedLimits } from '#domain/picture/portrait';

/** Why a picked file becomes no portrait; the words are in `pickedWords`. */
export type PickedProblem =
	'too-large' | 'heic' | 'not-a-picture' | 'too-many-pixels' | 'too-small' | 'damaged';

/** Cameras put previews before the size of the picture; it stands within these bytes. */
const HEAD = 1024 * 1024;

/** By its first bytes and its own word of its size, before anything of it is decoded. */
export async function pickedProblem(file: Blob): Promise<PickedProblem | undefined> {
	if (file.size > pickedLimits.bytes) return 'too-large';
	const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
	const kind = pictureKind(head);
	if (!kind) return 'not-a-picture';
	if (kind === 'heic') return 'heic';
	const size = pictureSize(kind, head);
	if (!size) return 'damaged';
	if (size.width * size.height > pickedLimits.pixels) return 'too-many-pixels';
	const isSmall = Math.min(size.width, size.height) < pickedLimits.shortest;
	return isSmall ? 'too-small' : undefined;
}

export const pickedWords: Record<PickedProblem, string> = {
	'too-large': '文件超过 20 MB，请换一张照片，或先用手机缩小。原照片未变。',
	heic: '这是 HEIC 格式，不能直接使用。请在手机相册里另存为 JPEG，或直接用“拍照”。',
	'not-a-picture': '这不是照片。请选择 JPEG、PNG 或 WebP 图片。',
	'too-many-pixels': '照片像素过多，为安全起见没有打开。请先用手机缩小后再选。',
	'too-small': '照片太小，看不清面部。请换一张较大的照片。',
	damaged: '照片已损坏或不完整，没有打开。请换一张。'
};

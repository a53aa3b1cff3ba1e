import { plainJpegSize, strippedJpeg } from '#domain/picture/plain-jpeg';
import { portrait } from '#domain/picture/portrait';
import type { Rect } from '#ui/photo/crop-frame';

/** The longest side that is worked on; far more than the portrait needs. */
const WORKED = 2400;
const QUALITIES = [0.88, 0.8, 0.7, 0.6];

/** The picture as a person sees it, turned upright; undefined when the browser cannot show it. */
export async function drawnPicture(file: Blob): Promise<HTMLCanvasElement | undefined> {
	try {
		const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const scale = Math.min(1, WORKED / Math.max(bitmap.width, bitmap.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.round(bitmap.width * scale);
		canvas.height = Math.round(bitmap.height * scale);
		paint(canvas, bitmap, { x: 0, y: 0, width: bitmap.width, height: bitmap.height });
		bitmap.close();
		return canvas;
	} catch {
		// The decoder says only that it cannot: the file is damaged.
		return undefined;
	}
}

/** White stands behind what is transparent: a JPEG would show it black. */
export function paint(canvas: HTMLCanvasElement, source: CanvasImageSource, from: Rect): void {
	const context = canvas.getContext('2d');
	if (!context) return;
	const { width, height } = canvas;
	context.fillStyle = '#fff';
	context.fillRect(0, 0, width, height);
	context.imageSmoothingQuality = 'high';
	context.drawImage(source, from.x, from.y, from.width, from.height, 0, 0, width, height);
}

/**
 * The portrait as it is kept: pixels of the picture and nothing else, so that neither place nor
 * camera come along, at most 200 kB. Undefined when the browser makes none.
 */
export async function portraitJpeg(
	source: HTMLCanvasElement,
	rect: Rect
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const smallest = portrait.widths.at(-1) ?? 0;
	for (const width of portrait.widths) {
		// Made larger it would be no clearer.
		if (width > rect.width && width !== smallest) continue;
		const canvas = document.createElement('canvas');
		canvas.width = width;
		canvas.height = Math.round(width / portrait.ratio);
		paint(canvas, source, rect);
		for (const quality of QUALITIES) {
			const blob = await encoded(canvas, quality);
			const jpeg = blob && strippedJpeg(new Uint8Array(await blob.arrayBuffer()));
			if (jpeg && plainJpegSize(jpeg)) return jpeg;
		}
	}
	return undefined;
}

function encoded(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
	return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}

import { pickedLimits, portrait } from '#domain/picture/portrait';

/** The part of a picture that becomes the portrait: its middle, and how much larger than at first. */
export interface CropFrame {
	/** Of the picture, in its own pixels. */
	width: number;
	height: number;
	x: number;
	y: number;
	zoom: number;
}

export interface Rect {
	x: number;
	y: number;
	width: number;
	height: number;
}

const MOST_ZOOM = 6;

/** The largest portrait the picture holds, a little above its middle, where a face is. */
export function firstFrame(width: number, height: number): CropFrame {
	return inside({ width, height, x: width / 2, y: height * 0.45, zoom: 1 });
}

function widest({ width, height }: CropFrame): number {
	return Math.min(width, height * portrait.ratio);
}

/** So far that the portrait keeps enough pixels of its own. */
export function mostZoom(frame: CropFrame): number {
	return Math.min(MOST_ZOOM, Math.max(1, widest(frame) / pickedLimits.shortest));
}

export function rectOf(frame: CropFrame): Rect {
	const width = widest(frame) / frame.zoom;
	const height = width / portrait.ratio;
	return { x: frame.x - width / 2, y: frame.y - height / 2, width, height };
}

/** The nearest frame that lies in the picture. */
function inside(frame: CropFrame): CropFrame {
	const zoom = Math.min(Math.max(frame.zoom, 1), mostZoom(frame));
	const { width, height } = rectOf({ ...frame, zoom });
	const within = (value: number, half: number, whole: number) =>
		Math.min(Math.max(value, half), whole - half);
	return {
		...frame,
		zoom,
		x: within(frame.x, width / 2, frame.width),
		y: within(frame.y, height / 2, frame.height)
	};
}

export function zoomedTo(frame: CropFrame, zoom: number): CropFrame {
	return inside({ ...frame, zoom });
}

/** The picture drawn along by a part of the frame’s width and height, as a finger does. */
export function dragged(frame: CropFrame, dx: number, dy: number): CropFrame {
	const { width, height } = rectOf(frame);
	return inside({ ...frame, x: frame.x - dx * width, y: frame.y - dy * height });
}

/** Where the frame stands on its way from one edge to the other, 0 … 100; 50 where it cannot move. */
export function placeOf(frame: CropFrame, axis: 'x' | 'y'): number {
	const [size, whole] = sizes(frame, axis);
	return whole - size < 1 ? 50 : ((frame[axis] - size / 2) / (whole - size)) * 100;
}

export function placedAt(frame: CropFrame, axis: 'x' | 'y', place: number): CropFrame {
	const [size, whole] = sizes(frame, axis);
	return inside({ ...frame, [axis]: size / 2 + ((whole - size) * place) / 100 });
}

function sizes(frame: CropFrame, axis: 'x' | 'y'): [size: number, whole: number] {
	const rect = rectOf(frame);
	return axis === 'x' ? [rect.width, frame.width] : [rect.height, frame.height];
}

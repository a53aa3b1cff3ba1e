interface Moves {
	/** In parts of the element’s width and height. */
	drag: (dx: number, dy: number) => void;
	/** How many times larger. */
	zoom: (factor: number) => void;
}

/** A finger or the mouse draws the picture along, two fingers or the wheel make it larger. */
export function cropGestures({ drag, zoom }: Moves) {
	return (element: HTMLElement) => {
		const fingers = new Map<number, { x: number; y: number }>();
		const spread = () => {
			const [one, two] = [...fingers.values()];
			return one && two ? Math.hypot(one.x - two.x, one.y - two.y) : 0;
		};
		const down = (event: PointerEvent) => {
			element.setPointerCapture(event.pointerId);
			fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
		};
		const move = (event: PointerEvent) => {
			const from = fingers.get(event.pointerId);
			if (!from) return;
			const before = spread();
			fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
			if (fingers.size > 1) {
				if (before > 0) zoom(spread() / before);
				return;
			}
			const { width, height } = element.getBoundingClientRect();
			drag((event.clientX - from.x) / width, (event.clientY - from.y) / height);
		};
		const up = (event: PointerEvent) => void fingers.delete(event.pointerId);
		const wheel = (event: WheelEvent) => {
			event.preventDefault();
			zoom(Math.exp(-event.deltaY / 500));
		};
		element.addEventListener('pointerdown', down);
		element.addEventListener('pointermove', move);
		element.addEventListener('pointerup', up);
		element.addEventListener('pointercancel', up);
		element.addEventListener('wheel', wheel, { passive: false });
		return () => {
			element.removeEventListener('pointerdown', down);
			element.removeEventListener('pointermove', move);
			element.removeEventListener('pointerup', up);
			element.removeEventListener('pointercancel', up);
			element.removeEventListener('wheel', wheel);
		};
	};
}

/** The width of a pane beside others, in CSS pixels; this browser remembers where it was pulled to. */
export class PaneWidth {
	readonly #key: string;
	readonly min: number;
	readonly max: number;
	#now = $state(0);

	constructor(name: string, first: number, min: number, max: number) {
		this.#key = `branchbook.${name}-width`;
		this.min = min;
		this.max = max;
		this.#now = this.#clamp(Number(localStorage.getItem(this.#key)) || first);
	}

	get now(): number {
		return this.#now;
	}

	set(width: number): void {
		this.#now = this.#clamp(width);
		localStorage.setItem(this.#key, String(this.#now));
	}

	#clamp(width: number): number {
		return Math.round(Math.min(this.max, Math.max(this.min, width)));
	}
}

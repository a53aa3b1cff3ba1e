/** What of a navigation about to happen matters here. */
interface Leaving {
	cancel(): void;
	/** The page itself goes away: the browser asks in its own words. */
	willUnload: boolean;
	to: { url: URL } | null;
}

/** Asks before typed but unsaved text is left behind. */
export class LeaveGuard {
	#mayGo = false;
	/** Where the person wants to go while being asked. */
	target = $state.raw<URL | undefined>();

	/** Call from `beforeNavigate`. */
	before(navigation: Leaving, dirty: boolean): void {
		if (this.#mayGo || !dirty) return;
		navigation.cancel();
		if (!navigation.willUnload) this.target = navigation.to?.url;
	}

	stay(): void {
		this.target = undefined;
	}

	/** The address to go on to; the next navigation is not asked about. */
	leave(): URL | undefined {
		const { target } = this;
		this.#mayGo = true;
		this.target = undefined;
		return target;
	}
}

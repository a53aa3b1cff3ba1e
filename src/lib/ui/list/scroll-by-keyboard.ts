/** Attached to a region that scrolls and holds nothing to focus: arrow keys reach all of it. */
export function scrollByKeyboard(region: HTMLElement): void {
	region.tabIndex = 0;
}

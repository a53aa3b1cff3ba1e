/** The element that scrolls what `element` stands in; the page itself when nothing nearer does. */
export function scrollerOf(element: Element): Element {
	for (let at = element.parentElement; at; at = at.parentElement) {
		const { overflowY } = getComputedStyle(at);
		if ((overflowY === 'auto' || overflowY === 'scroll') && at.scrollHeight > at.clientHeight) {
			return at;
		}
	}
	return document.scrollingElement ?? document.documentElement;
}

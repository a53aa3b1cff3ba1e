import { mount, type Component } from 'svelte';
import type { Attachment } from 'svelte/attachments';

type Icon = Component<{ class?: string; 'aria-hidden'?: 'true' }>;

const drawn = new WeakMap<Icon, Map<string, Node>>();

/**
 * Puts a copy of the icon into the element: an icon is drawn once and then copied, because making
 * one costs more than the rest of a row, and a list shows hundreds.
 */
export function iconStamp(Icon: Icon, look: string): Attachment {
	return (element) => {
		const copy = original(Icon, look).cloneNode(true) as Element;
		element.append(copy);
		return () => copy.remove();
	};
}

function original(Icon: Icon, look: string): Node {
	const looks = drawn.get(Icon) ?? new Map<string, Node>();
	drawn.set(Icon, looks);
	let node = looks.get(look);
	if (!node) {
		const target = document.createElement('div');
		mount(Icon, { target, props: { class: look, 'aria-hidden': 'true' } });
		node = target.querySelector('svg') ?? target;
		looks.set(look, node);
	}
	return node;
}

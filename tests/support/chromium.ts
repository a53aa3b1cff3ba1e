import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';
import { headlessShell, systemBrowsers } from '../set-up/set-up.js';
import { onTestDay } from './device-clock';

/**
 * The Chromium of the tests: CHROMIUM_PATH, Playwright's own, then the system's.
 * @throws Error naming what to install when there is none.
 */
export function chromiumPath(): string {
	const candidates = [process.env['CHROMIUM_PATH'], chromium.executablePath(), ...systemBrowsers];
	const found = candidates.find((path) => path && existsSync(path));
	if (!found)
		throw new Error(
			'No Chromium found: npm test fetches one; or install Debian’s chromium, or set CHROMIUM_PATH.'
		);
	return found;
}

/** For journeys in which no window counts: the same pages on less of the machine, where it is there. */
export function shellPath(): string {
	const isAsked = process.env['CHROMIUM_PATH'] !== undefined;
	return !isAsked && existsSync(headlessShell) ? headlessShell : chromiumPath();
}

/** Quiet, and talking to nobody but the page’s own server. */
export const chromiumFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** A browser for scripts; its pages run on the day of the tests. Journeys get theirs from ./journey. */
export async function launchChromium(): Promise<Browser> {
	return onTestDay(await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags }));
}

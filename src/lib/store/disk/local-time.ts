const two = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, '0');

/** The day on the wall of this device, as YYYY-MM-DD. */
export function localDay(now: Date): string {
	return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Local time with its offset, so that the first ten characters are the author’s day. */
export function localIso(now: Date): string {
	const offset = -now.getTimezoneOffset();
	const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
	const millis = String(now.getMilliseconds()).padStart(3, '0');
	const zone = `${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
	return `${localDay(now)}T${time}.${millis}${zone}`;
}

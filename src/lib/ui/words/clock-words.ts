const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

/** Below this nobody has to do anything. */
const NOTICED = 5 * MINUTE;

/** “本机时间慢了 2 年”; '' while the clock is right enough. `offset`: the server’s ahead of the device’s. */
export function sayClock(offset: number): string {
	const off = Math.abs(offset);
	if (off < NOTICED) return '';
	return `本机时间${offset > 0 ? '慢' : '快'}了 ${saySpan(off)}`;
}

function saySpan(ms: number): string {
	if (ms >= 0.95 * YEAR) return `${Math.round(ms / YEAR)} 年`;
	if (ms >= 0.95 * DAY) return `${Math.round(ms / DAY)} 天`;
	if (ms >= 0.95 * HOUR) return `${Math.round(ms / HOUR)} 小时`;
	return `${Math.round(ms / MINUTE)} 分钟`;
}

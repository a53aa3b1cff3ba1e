const systems: [RegExp, string][] = [
	[/iPad|Android(?!.*Mobile)/, '平板'],
	[/iPhone/, 'iPhone'],
	[/Android/, 'Android 手机'],
	[/Windows/, 'Windows 电脑'],
	[/Macintosh/, 'Mac 电脑'],
	[/Linux/, 'Linux 电脑']
];
const makers: [RegExp, string][] = [
	[/MicroMessenger/, '微信'],
	[/Edg/, 'Edge'],
	[/Firefox|FxiOS/, 'Firefox'],
	[/Chrome|CriOS/, 'Chrome'],
	[/Safari/, 'Safari']
];

/** What a browser is proposed to be called in the list of devices, e.g. “Android 手机 · Chrome”. */
export function deviceNameOf(agent: string): string {
	const first = (names: [RegExp, string][]) => names.find(([sign]) => sign.test(agent))?.[1];
	const parts = [first(systems), first(makers)].filter((part) => part !== undefined);
	return parts.join(' · ') || '浏览器';
}

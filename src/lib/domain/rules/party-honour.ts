/** 优秀共产党员 and 优秀党务工作者, the two that the manual names. */
export function isPartyHonour(honour: string | undefined): boolean {
	return honour === '51' || honour === '52';
}

/** Something an administrator has to put right before a server may start; nothing was changed. */
export class StartRefused extends Error {
	override readonly name = 'StartRefused';
}

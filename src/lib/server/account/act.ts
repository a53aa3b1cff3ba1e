import type { App } from '#server/app';
import { audit, type AuditLine } from '#server/account/audit';
import { accountBelow } from '#server/account/below';
import type { Trx } from '#server/db/schema';
import { transact } from '#server/db/transact';
import type { SignedIn } from '#server/session/session';
import { stillEnrolled } from '#server/session/still-enrolled';

/** Thrown inside the transaction: the account is not, or no longer, below the one who acts. */
export class NotBelow extends Error {
	override readonly name = 'NotBelow';
}

interface Act<T> {
	line: AuditLine;
	/** Where the right is another one than standing above the account. */
	may?: ((trx: Trx) => Promise<boolean>) | undefined;
	work: (trx: Trx, at: string) => Promise<T>;
}

/**
 * One act on an account or a device: log line, right and work in one transaction, under the campus
 * clock. The password was asked for before it, which takes time; so session and right are judged here.
 */
export async function act<T>(
	app: App,
	signedIn: SignedIn,
	{ line, may, work }: Act<T>
): Promise<T> {
	const at = app.now().toISOString();
	const { account } = line;
	const isAbove = async (trx: Trx) => (await accountBelow(trx, signedIn, account)) !== undefined;
	const done = await transact(app.db, async (trx) => {
		const clock = await audit(trx, signedIn, line, at);
		await stillEnrolled(trx, signedIn);
		if (!(await (may ?? isAbove)(trx))) throw new NotBelow();
		return { clock, value: await work(trx, at) };
	});
	app.bus.tell(signedIn.campus, done.clock);
	// Its open streams may have lost their session.
	app.bus.recheck(account);
	return done.value;
}

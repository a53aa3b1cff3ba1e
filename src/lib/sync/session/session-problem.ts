import type { Failure } from '#sync/loop/post';

/** Why signing in, unlocking or leaving did not work. Wording lives in ui/words/wording.ts. */
export type SessionProblem = {
	code:
		| 'session.refused'
		| 'session.wait'
		| 'account.locked'
		| 'account.unused'
		| 'code.expired'
		| 'code.used'
		| 'device.too-many'
		| 'password.elsewhere'
		| 'password.reverted'
		| 'device.revoked'
		| 'network.none'
		| 'network.portal'
		| 'network.blocked'
		| 'vault.wrong-password'
		| 'vault.wait'
		| 'vault.pin-wrong'
		| 'vault.pin-forgotten'
		| 'vault.unavailable'
		| 'storage.cleared'
		| 'password.weak'
		| 'password.must-change'
		| 'outbox.not-empty'
		| 'outbox.count-differs'
		| 'server.error';
	/** session.wait, vault.wait: until the next try, and what the server itself waits for. */
	seconds?: number;
	because?: 'database' | 'disk';
	/** password.reverted: when the backup was taken that is in use again. */
	since?: string;
	/** password.weak: ids of the policy’s sentences. */
	reasons?: string[];
	/** Tries left of the PIN, or changes still unsent. */
	left?: number;
};

export type SessionResult = { ok: true } | { ok: false; problem: SessionProblem };

export const fine: SessionResult = { ok: true };

export function not(
	code: SessionProblem['code'],
	more: Omit<SessionProblem, 'code'> = {}
): { ok: false; problem: SessionProblem } {
	return { ok: false, problem: { code, ...more } };
}

/** A failed call, as what it means at the sign-in page. */
export function notSent(failure: Failure): { ok: false; problem: SessionProblem } {
	switch (failure.kind) {
		case 'none':
			return not('network.none');
		case 'portal':
			return not('network.portal');
		case 'blocked':
			return not('network.blocked');
		case 'wait':
			return not('session.wait', {
				seconds: failure.seconds,
				...(failure.because && { because: failure.because })
			});
		case 'must-change':
			return not('password.must-change');
		case 'signed-out':
			return not('session.refused');
		case 'refused': {
			const { code, reasons } = failure.problem;
			if (code === 'session.refused') return not('session.refused');
			if (isClosed(code)) return not(code);
			if (code === 'password.weak') return not('password.weak', { reasons: reasons ?? [] });
			return not('server.error');
		}
		case 'revoked':
			return not('device.revoked');
		case 'outdated':
		case 'error':
			return not('server.error');
	}
}

const closed = [
	'account.locked',
	'account.unused',
	'code.expired',
	'code.used',
	'device.too-many'
] as const;

/** The password was right; the server says why it does not open. */
function isClosed(code: string): code is (typeof closed)[number] {
	return closed.some((one) => one === code);
}

/**
 * The one-time password just typed at a forced first sign-in, so that it need not be typed twice.
 * Only in memory, and gone when the new password is saved or the page is left.
 */
let typed: string | undefined;

export function keepTyped(password: string): void {
	typed = password;
}

export function typedPassword(): string | undefined {
	return typed;
}

export function forgetTyped(): void {
	typed = undefined;
}

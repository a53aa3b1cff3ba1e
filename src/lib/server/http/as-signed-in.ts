import { NotBelow } from '#server/account/act';
import { problem, revokedAnswer } from '#server/http/answer';
import { EndedMeanwhile, RevokedMeanwhile } from '#server/session/still-enrolled';

/**
 * Work whose right is judged once more inside its transaction. What ended between the first look and
 * that one is answered as if it had ended before the request.
 */
export async function asSignedIn(
	{ device }: { device: string },
	work: () => Promise<Response>
): Promise<Response> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof RevokedMeanwhile) return revokedAnswer(device);
		if (error instanceof EndedMeanwhile) return problem(401, 'session.missing');
		if (error instanceof NotBelow) return problem(404, 'not-found');
		throw error;
	}
}

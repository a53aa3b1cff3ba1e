import type { RequestHandler } from './$types';
import { PhotoPiece, PhotoQuery } from '#domain/picture/photo-transfer';
import { answer, problem } from '#server/http/answer';
import { asSignedIn } from '#server/http/as-signed-in';
import { readShape } from '#server/http/body';
import { givePhoto } from '#server/photo/give-photo';
import { takePiece } from '#server/photo/take-piece';
import { running } from '#server/running';

/** The bytes travel as text in JSON: no answer of this server can be shown or run as a page. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const asked = PhotoQuery.safeParse(Object.fromEntries(url.searchParams));
	return asSignedIn(signedIn, async () => {
		const given = asked.success && (await givePhoto(running().app, signedIn, asked.data));
		return given ? answer(given) : problem(404, 'not-found');
	});
};

/** The next piece of a photo that an accepted change has named. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const piece = await readShape(request, PhotoPiece);
	if (!piece.ok) return piece.response;
	return asSignedIn(signedIn, async () => {
		const taken = await takePiece(running().app, signedIn, piece.data);
		if (taken.kind === 'state') return answer(taken.state);
		return taken.kind === 'missing' ? problem(404, 'not-found') : problem(422, 'request.malformed');
	});
};

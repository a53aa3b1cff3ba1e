import type { RequestHandler } from './$types';
import { HandIn, parcelLimits, type ParcelFault } from '#domain/account/parcel';
import { takeParcel } from '#server/account/take-parcel';
import { answer, problem } from '#server/http/answer';
import { asSignedIn } from '#server/http/as-signed-in';
import { readJson } from '#server/http/body';
import { running } from '#server/running';

/** Somebody signed in brings a part of a file that another device of the campus made (待发包). */
export const POST: RequestHandler = async ({ request, locals }) => {
	const { signedIn } = locals;
	if (!signedIn) return problem(401, 'session.missing');
	const body = await readJson(request, parcelLimits.bodyBytes);
	if (!body.ok) return body.response;
	const part = HandIn.safeParse(body.data);
	if (!part.success) return problem(422, 'request.malformed');
	return asSignedIn(signedIn, async () => {
		const taken = await takeParcel(running().app, signedIn, part.data);
		return taken.ok ? answer(taken.value) : refused(taken.fault);
	});
};

function refused(fault: ParcelFault): Response {
	if (fault === 'parcel.locked') return problem(403, 'parcel.locked');
	if (fault === 'parcel.no-key') return problem(409, 'parcel.no-key');
	if (fault === 'parcel.too-large') return problem(413, 'request.too-large');
	return fault === 'parcel.foreign' ? problem(404, 'not-found') : problem(422, 'parcel.damaged');
}

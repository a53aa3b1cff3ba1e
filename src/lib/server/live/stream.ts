import type { App } from '#server/app';
import { logError } from '#server/log';

/** A comment this often keeps proxies from closing the line, and finds sessions that ended. */
const HEARTBEAT_MS = 25_000;

/**
 * Server-sent events: `clock` with the campus clock at once and after every commit.
 * Ends when the server stops, when the reader leaves, or when the session is over.
 */
export function liveStream(
	app: App,
	{ account, device, campus }: { account: string; device: string; campus: string },
	clock: number,
	isSignedIn: () => Promise<boolean>
): Response {
	let leave = () => {};
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			const encoder = new TextEncoder();
			const send = (text: string) => controller.enqueue(encoder.encode(text));
			const tell = (value: number) => send(`event: clock\ndata: ${value}\n\n`);
			let isOpen = true;
			let unlisten = () => {};
			const end = () => {
				leave();
				controller.close();
			};
			const recheck = async () => {
				if (isOpen && !(await holds(isSignedIn)) && isOpen) end();
			};
			const beat = async () => {
				await recheck();
				if (isOpen) send(': still here\n\n');
			};
			const beats = setInterval(() => void beat(), HEARTBEAT_MS);
			leave = () => {
				isOpen = false;
				clearInterval(beats);
				unlisten();
			};
			unlisten = app.bus.listen(campus, {
				account,
				device,
				tell,
				end,
				recheck: () => void recheck()
			});
			if (isOpen) tell(clock);
			// The session may have ended before anybody listened.
			void recheck();
		},
		cancel: () => leave()
	});
	return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

async function holds(isSignedIn: () => Promise<boolean>): Promise<boolean> {
	try {
		return await isSignedIn();
	} catch (error) {
		// A database that does not answer ends the stream; the device comes back by itself.
		logError('live.ended', 'heartbeat', error);
		return false;
	}
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openApp } from '#server/app';
import { troubleOf } from '#server/db/trouble';
import { troubleAnswer } from '#server/http/answer';
import { settingsOf } from '#server/settings';
import { syncText } from '#server/sync/handle-sync';
import { readRequest } from '#server/sync/read-request';
import type { Principal } from '#server/sync/principal';

/**
 * A process of its own to be killed, or to live through the loss of its database: the real sync
 * handler on the real database, behind the thinnest HTTP. `node tests/support/kill-server.ts` with
 * DATA_DIR, and DATABASE_URL for PostgreSQL, prints its port; each POST carries `{who, request}`.
 * Node runs it as it is, so it imports by floor only.
 */
const app = await openApp(settingsOf(process.env));

async function answerTo(body: {
	principal: Principal;
	request: unknown;
}): Promise<[number, string]> {
	const asked = readRequest(body.request);
	if (!asked.ok) throw new Error('the test sent no request');
	try {
		return [200, await syncText(app, asked.data, body.principal)];
	} catch (error) {
		const trouble = troubleOf(error);
		if (!trouble) throw error;
		const answer = troubleAnswer(trouble);
		return [answer.status, await answer.text()];
	}
}

const server = createServer(async (incoming, outgoing) => {
	const chunks: Uint8Array[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
	const body = JSON.parse(Buffer.concat(chunks).toString()) as {
		principal: Principal;
		request: unknown;
	};
	const [status, text] = await answerTo(body);
	outgoing.writeHead(status).end(text);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

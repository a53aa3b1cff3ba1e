import { request } from 'node:http';
import type { Page } from '@playwright/test';
import { startBuilt, type BuiltServer } from '../support/built-server';
import { expect, test } from '../support/journey';
import { startProxy, type Proxy } from '../support/proxy';

/** On the built app: answers that are given before a body was read arrive, and proxies have names. */
const PASSWORD = 'Harbour-lights-27-quiet';
const BRANCH = 'u990000000012';

let server: BuiltServer;
let proxy: Proxy;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	server = await startBuilt({ demoPassword: PASSWORD });
	proxy = await startProxy(server.origin);
});
test.afterAll(async () => {
	await proxy.close();
	await server.dispose();
});

interface Told {
	status: number;
	body: string;
}

/** A plain client: it sends everything, then reads the answer. */
function post(path: string, body: Buffer, headers: Record<string, string> = {}): Promise<Told> {
	return new Promise((resolve, reject) => {
		const { hostname, port } = new URL(server.origin);
		const all = {
			origin: server.origin,
			'content-type': 'application/json',
			...headers
		};
		const asked = request({ hostname, port, method: 'POST', path, headers: all }, (answer) => {
			let text = '';
			answer.setEncoding('utf8');
			answer.on('data', (chunk: string) => (text += chunk));
			answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
			answer.on('error', reject);
		});
		asked.on('error', reject);
		for (let at = 0; at < body.length; at += 65_536) asked.write(body.subarray(at, at + 65_536));
		asked.end();
	});
}

test('413 and 401 arrive, however much was sent', async () => {
	test.setTimeout(120_000);
	const big = Buffer.alloc(12 * 1024 * 1024, 'x');
	const length = { 'content-length': String(big.length) };
	for (const headers of [length, { 'transfer-encoding': 'chunked' }]) {
		const signIn = await post('/api/session', big, headers);
		expect(signIn).toEqual({ status: 413, body: '{"code":"request.too-large"}' });
		const stranger = await post('/api/sync', big, headers);
		expect(stranger).toEqual({ status: 401, body: '{"code":"session.missing"}' });
		const rescue = await post('/api/device/rescue', big, headers);
		expect(rescue).toEqual({ status: 401, body: '{"code":"session.missing"}' });
	}
});

async function synced(page: Page): Promise<void> {
	await expect(page.getByRole('status').filter({ hasText: '已同步' }).first()).toBeVisible({
		timeout: 60_000
	});
}

async function editFirst(page: Page, address: string): Promise<void> {
	await page.getByRole('link', { name: '党员', exact: true }).first().click();
	await page
		.getByRole('button', { name: /^编辑 / })
		.first()
		.click();
	await page.getByLabel('现居住地').fill(address);
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('已保存').first()).toBeVisible();
}

test('a proxy with a small limit gets small batches; one that blocks is named', async ({
	page
}) => {
	test.setTimeout(240_000);
	page.setDefaultTimeout(40_000);
	await page.goto(`${proxy.origin}/sign-in`);
	await page.getByLabel('账号').fill(BRANCH);
	await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await synced(page);

	const sizes: number[] = [];
	const countOf = (body: Buffer) =>
		(JSON.parse(body.toString('utf8')) as { changes: object[] }).changes.length;
	await test.step('413 in a page of its own: the batch is halved until it passes', async () => {
		proxy.meddle = (path) =>
			path === '/api/sync' ? { status: 502, page: '<html>502</html>' } : undefined;
		for (const at of ['一号院', '二号院', '三号院']) await editFirst(page, `示例市代理路${at}`);
		proxy.meddle = (path, body) => {
			if (path !== '/api/sync') return undefined;
			sizes.push(countOf(body));
			return countOf(body) > 1 ? { status: 413, page: '<html>413</html>' } : undefined;
		};
		await synced(page);
		expect(sizes).toContain(3);
		expect(sizes.filter((count) => count === 1).length).toBeGreaterThanOrEqual(3);
	});

	await test.step('403 in a page of its own has a name, and nothing is lost', async () => {
		proxy.meddle = (path, body) =>
			path === '/api/sync' && countOf(body) > 0
				? { status: 403, page: '<html>403</html>' }
				: undefined;
		await editFirst(page, '示例市代理路四号院');
		await expect(
			page
				.getByRole('status')
				.filter({ hasText: '网络设备拦截了请求，1 项更改已保存在本机' })
				.first()
		).toBeVisible({ timeout: 60_000 });
		proxy.meddle = () => undefined;
		await synced(page);
	});
});

import { argon2, type DeriveJob } from './argon2';

onmessage = async (event: MessageEvent<DeriveJob>) => {
	const key = await argon2(event.data);
	postMessage(key);
};

type Environment = Record<string, string | undefined>;

/**
 * Behind a proxy every request comes from the proxy’s address. Without the header that names the
 * sender, wrong passwords of one would slow down everybody; so `start.js` asks for it.
 * @returns why the server must not start; undefined where it may
 */
export function addressProblem(env: Environment): string | undefined {
	const { ORIGIN = '', ADDRESS_HEADER = '', XFF_DEPTH } = env;
	if (ORIGIN.startsWith('https:') && ADDRESS_HEADER === '') {
		return (
			`ORIGIN is ${ORIGIN}, so a proxy stands before this server, and ADDRESS_HEADER is not set: everybody ` +
			'would share one address and one count of wrong passwords. Set ADDRESS_HEADER to the header in which ' +
			'the proxy names the sender (X-Forwarded-For, with XFF_DEPTH proxies in between; or X-Real-IP), or to ' +
			'none, and wrong passwords are counted by account only.'
		);
	}
	if (XFF_DEPTH !== undefined && XFF_DEPTH !== '' && !/^[1-9]\d?$/.test(XFF_DEPTH)) {
		return `XFF_DEPTH is ${XFF_DEPTH}; it is the number of proxies before this server, 1 or more.`;
	}
	if (ADDRESS_HEADER !== '' && !/^[A-Za-z0-9-]+$/.test(ADDRESS_HEADER)) {
		return `ADDRESS_HEADER is ${ADDRESS_HEADER}, which is not the name of a header.`;
	}
	return undefined;
}

/** ADDRESS_HEADER as the adapter understands it, and whether addresses are unknown by choice. */
export function addressSettings(env: Environment): Environment {
	if (env['ADDRESS_HEADER']?.toLowerCase() !== 'none') return {};
	return { ADDRESS_HEADER: '', BRANCHBOOK_ADDRESS: 'none' };
}

/** '' where the sender’s address is not known: by choice, or because the proxy left the header out. */
export function clientAddress(getClientAddress: () => string): string {
	if (process.env['BRANCHBOOK_ADDRESS'] === 'none') return '';
	try {
		return getClientAddress();
	} catch (error) {
		// The adapter throws where the header is missing; the count by account still holds.
		if (!(error instanceof Error)) throw error;
		return '';
	}
}

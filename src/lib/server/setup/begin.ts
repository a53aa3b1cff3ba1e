import type { App } from '#server/app';
import { hasCampus, makeCampus } from '#server/setup/make-campus';
import { SetupLink } from '#server/setup/setup-link';
import type { Settings } from '#server/settings';

/** Says on the console how an empty database gets its campus, or fills it with the demo. */
export async function begin(
	app: App,
	settings: Settings,
	say: (line: string) => void
): Promise<SetupLink> {
	const link = new SetupLink();
	if (await hasCampus(app)) {
		if (settings.demo) say('The database already holds a campus; --demo leaves it as it is.');
	} else if (settings.demo) {
		await fillDemo(app, settings.demoPassword, say);
	} else {
		say('The database is empty. Set it up once, with this link:');
		say(`  ${link.at(settings.origin)}`);
	}
	return link;
}

async function fillDemo(
	app: App,
	password: string | undefined,
	say: (line: string) => void
): Promise<void> {
	const made = await makeCampus(app, { choice: 'demo' }, password);
	if (made.kind !== 'made') throw new Error('the demo campus could not be made');
	say('The demo campus is loaded; everybody in it is invented. Its accounts:');
	for (const { account, orgName, password: drawn } of made.accounts) {
		say(`  ${account}  ${drawn ?? '(DEMO_PASSWORD)'}  ${orgName}`);
	}
	say(
		'docs/demo.md says which state of a record is where, and which two are to be made on a device.'
	);
	if (password === undefined) {
		say('These passwords are shown this once; each has to be replaced at the first sign-in.');
	}
}

import type { FieldKey } from '#domain/model/member/fields';
import { TypedForm } from '../../support/typed-form';
import type { Random } from '../ports/random';
import { tally } from '../tally';
import type { Action } from './people';
import type { SimTab } from './sim-device';

const fields: readonly FieldKey[] = ['remark', 'currentAddress', 'nativePlace', 'homeAddress'];

/** The form of one of the members this page shows; the same one as long as the page lives. */
function formIn(tab: SimTab, random: Random): TypedForm | undefined {
	const replica = tab.replica;
	const members = replica?.members() ?? [];
	if (!replica || members.length === 0) return undefined;
	const member = random.hot(members);
	let form = tab.forms.get(member.id);
	if (!form) tab.forms.set(member.id, (form = new TypedForm(replica, member)));
	return form;
}

/** Key presses in a form, each a value of its own, so that each can be looked for. */
const type: Action = (simulation, tab, _replica, random) => {
	const form = formIn(tab, random);
	if (!form) return;
	tally('D-01 typed and not saved');
	const field = random.pick(fields);
	const before = form.edits[field]?.to;
	if (before !== undefined) simulation.typed.over(before);
	const value = `草稿${++simulation.serial}`;
	form.type(field, value);
	simulation.typed.add(value, tab, form);
};

const save: Action = (simulation, tab, _replica, random) => {
	const form = formIn(tab, random);
	if (!form || Object.keys(form.edits).length === 0) return;
	tally('D-02 a draft is saved');
	const { edits, id } = form;
	const values = Object.values(edits).map(({ to }) => to);
	simulation.typed.saving(values, true);
	void form.save().then(
		(made) => {
			if (!tab.isAlive) return;
			simulation.typed.saving(values, false);
			// Said to be saved: from now on the checks of saved changes look for it.
			if (made.ok) values.forEach((value) => simulation.typed.over(value));
			const args = { id, edits } as Record<string, unknown>;
			tab.device.told(made.ok, [{ id: made.ok ? made.value : '', name: 'member.edit', args }]);
		},
		(error: unknown) => tab.isAlive && tab.device.defect(error)
	);
};

const giveUp: Action = (simulation, tab, _replica, random) => {
	const form = formIn(tab, random);
	if (!form) return;
	tally('D-03 a draft is given up');
	// From the moment it is asked for: a page killed meanwhile may have written it.
	for (const { to } of Object.values(form.edits)) simulation.typed.over(to);
	void form.home.giveUp();
};

export const typing = { type, 'save-typed': save, 'give-up-typed': giveUp };

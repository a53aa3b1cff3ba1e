/**
 * docs/rules.md follows from the rule files. `node tests/support/write-rules-doc.ts` writes it;
 * tests/rules-doc.test.ts says when that was forgotten.
 * Rules that are not built yet have no file: their rows live in the document alone, and a row goes
 * by itself when its rule gets one.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { labelOfPlace } from '#domain/model/member/place';
import { memberRules } from '#domain/rules/registry';

const root = new URL('../../', import.meta.url);
const document = new URL('docs/rules.md', root);
export const rulesFolder = 'src/lib/domain/rules/member';
export const testsFolder = 'tests/domain/rules';

/** Rules of rules.json that are not about one member’s fields and live in another place. */
export const builtElsewhere: Readonly<Record<string, string>> = {
	'AC-01': 'src/lib/domain/account/account.ts',
	'AC-03': 'src/lib/domain/account/password-policy.ts',
	'IM-01': 'src/lib/domain/features/roster/judge-rows.ts',
	'IM-02': 'src/lib/domain/features/roster/table-question.ts',
	'IM-03': 'src/lib/domain/features/roster/read-rows.ts',
	'ST-05': 'src/lib/domain/mutations/registry.ts'
};

const whoActs = {
	secretary: 'secretary',
	committee: 'committee',
	admin: 'administrator',
	system: 'system'
};

export function readText(path: string): string {
	return readFileSync(new URL(path, root), 'utf8');
}

export function filesIn(folder: string): string[] {
	return readdirSync(new URL(folder, root)).toSorted();
}

/** The file of `folder` that holds the text; '' where none does. */
export function fileWith(folder: string, text: string): string {
	return filesIn(folder).find((name) => readText(`${folder}/${name}`).includes(text)) ?? '';
}

/** The id every row of a table begins with, in order. */
export function idsIn(markdown: string): string[] {
	return [...markdown.matchAll(/^\| ([A-Z]{2}-\d\d) \|/gm)].map((match) => match[1] ?? '');
}

const LATER = '## Not built yet';

/** The whole document, with the rows of `current` for what is not built. */
export function rulesDocument(current: string): string {
	const built = memberRules.map((rule) => {
		const file = fileWith(rulesFolder, `id: '${rule.id}'`);
		const test = fileWith(testsFolder, `[${rule.id}]`);
		const cells = [
			rule.id,
			rule.severity,
			rule.message,
			labelOfPlace(rule.field),
			rule.resolution,
			whoActs[rule.resolvedBy],
			rule.source,
			`[${file}](../${rulesFolder}/${file})`,
			`[${test}](../${testsFolder}/${test})`
		];
		return `| ${cells.join(' | ')} |`;
	});
	const here = new Set(memberRules.map(({ id }) => id));
	const later = current
		.slice(current.indexOf(LATER))
		.split('\n')
		.filter((line) => idsIn(line).some((id) => !here.has(id)))
		.map((line) => line.replace(/\| [^|]+ \|$/, `| ${statusOf(idsIn(line)[0] ?? '')} |`));
	return `${preface}
| id | severity | sentence | field | resolution | closed by | rests on | file | test |
|---|---|---|---|---|---|---|---|---|
${built.join('\n')}

${LATER}

Ids of the specification without a file of their own, so that none is given away twice. “later” waits
for the tab, the transfer or the history that it speaks of.

| id | severity | sentence | status |
|---|---|---|---|
${later.join('\n')}
`;
}

function statusOf(id: string): string {
	const path = builtElsewhere[id];
	return path ? `[${path.split('/').at(-1)}](../${path})` : 'later';
}

const preface = `# The rules

Written by \`node tests/support/write-rules-doc.ts\` from the rule files; do not edit the first table by
hand. One rule, one file, one id for life. A finding is derived from the record whenever it is asked
for; it is never stored and never sent.

| severity | what it does |
|---|---|
| error | saving is refused |
| warning | saved; shown in 信息完整度 |
| needs-remark | saved; open until 备注信息 is filled |
| needs-manual-review | saved; open until a reason stands in 人工审核 |
| escalate-to-admin | 问题数据: the secretary cannot close it |
| info | a reminder; changes nothing |

How dates count: \`src/lib/domain/kernel/plain-date.ts\`. A month later is the same day, or the last one
where that day does not exist; born on 29 February one is a year older on 1 March of a common year. A
date field that holds no day of the calendar is skipped by the rules that count with it.

Judged where the specification leaves it open:

- 1969 to 1977 knew no probation: JN-08 and JN-10 do not speak of who joined in those years. JN-06 does,
  because such a member has a 转正日期 too, the joining date.
- JN-08 speaks alone when the confirmation is not later than joining; JN-10 begins the day after.
- JN-14 ends with the last day of the probation; JN-15 begins after the grace (a setting, one month).
- JN-03 speaks alone of a joining date on or before the day of birth; JN-05 begins the day after.
- ED-03: the record does not say which kind of student a person is, so every level that the post group
  allows is right: 401 21, 402 6 or 31, 403 6, 4 or 5. 学历说明 closes it.
- ID-08 follows from what the server writes into the record whenever it takes a change: how many records
  other branches list under this number, never whose or where. It is silent as soon as another number is
  typed; who sees those records reads ID-07 instead.
- ID-02 also fires for 15 digits, beside ID-10; ID-03 to ID-06 are silent where ID-02 fires.
- BI-04 names what has no rule of its own.
- Rules about the rows of a list tab fire once on a member, whichever rows set them off; a removed row
  sets off nothing. The sentence stands beside the row.
- “Above n months” or “years” (JN-16, SU-03, AB-02, AB-03) begins the day after the last of them; “n or
  more” (ST-02, ST-03, ST-06) on that day.
- JN-20 is silent on a record that came with a roster: it asks for the introducers once another item of
  their file (入党信息) is filled.
- ED-05 speaks while the form is open, where the change can be seen; WP-05 goes by 岗位更新日期, which
  批量更新年级 sets; WP-06 by 预计毕业日期.
- AB-02 counts from the day of leaving while no contact is written down.
- ST-04 asks 停止党籍 for day and reason of stopping, 已出党 for day and reason of leaving, both for who approved it, and 已死亡
  for the day.
- ST-05 is kept by there being no such change: nothing that can be done deletes a member.
- SU-01, SU-02 and SU-04 speak while a record is made by 补录 and never again; SU-03 compares the joining
  date with 进入本信息系统日期, so that time passing does not set it off.
- 备注信息 and a reason in 人工审核 close a finding only for the values they were written for
  (\`rules/explanation.ts\`): with another date the finding is open again, and the text can be confirmed
  for the new values. What an import brings in one row was written for that row.
- A reason in 人工审核 is withdrawn when a change makes its finding go away; when the finding comes back
  it is open, and the old reason is offered.

## Built
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	writeFileSync(document, rulesDocument(readText('docs/rules.md')));
}

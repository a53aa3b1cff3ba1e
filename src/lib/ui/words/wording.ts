import { flagWord, unflagTitle } from '#ui/words/flag-words';
import type { Weakness } from '#domain/account/password-policy';
import type { Problem } from '#domain/kernel/problem';
import { labelOfPlace } from '#domain/model/member/place';
import type { LimitedList } from '#domain/mutations/row-limits';
import { memberRules, ruleOf } from '#domain/rules/registry';
import type { Closing, Finding, Severity } from '#domain/rules/rule';
import { clearedTitle, sayTime, sayWait } from '#ui/words/sync-words';

/** A problem as a sentence: what is the matter, what was kept, what to do. */
export function sayProblem(problem: Problem): string {
	switch (problem.code) {
		case 'input.invalid':
			return '有内容的格式不能保存，请检查后再试。填写的内容仍在页面上。';
		case 'record.missing':
			return problem.table === 'org'
				? '这个党组织已不在本机的范围内。'
				: '这条记录已不在本机，可能已转出或被撤销。';
		case 'record.exists':
			return '这条记录已经存在，没有重复写入。';
		case 'record.touched':
			return '这条记录此后有别的改动，已保留，没有撤销。';
		case 'record.merged':
			return '另一条记录已与别的记录合并，这次没有合并。请打开记录核对。';
		case 'action.forbidden':
			return '当前账号没有这项操作的权限，记录未变。';
		case 'mutation.unknown':
			return '服务器还不认识这项操作，请更新后再试。更改已保留。';
		case 'rule.error':
			return `请先改正：${problem.rules.map(sentenceOfRule).join(' ')}`;
		case 'change.reused':
			return '这项更改的编号已被使用，请重新保存一次。';
		case 'change.too-large':
			return '内容过长，无法发送，请缩短后再保存。';
		case 'member.elsewhere':
			return '这名党员已不在原来的党支部，没有重复转移。请打开记录核对。';
		case 'member.left':
			return '这名党员已转出，得知转出以后的修改不再送到新支部，内容保留在本机。请联系新支部修改。';
		case 'record.full':
			return `这条记录的${listWords[problem.list] ?? '内容'}已到上限（${problem.most}），这次没有写入，内容保留在本机。`;
		case 'org.not-a-branch':
			return '这个党组织下不能直接登记党员，请选择党支部。';
		case 'org.code-taken':
			return `组织代码 ${problem.orgCode} 已被使用，请核对。`;
		case 'report.state':
			return '这条报告已有新的进展，没有重复办理。请看现在的状态。';
		case 'record.not-open':
			return '地址已是另一名党员的记录，这次没有保存。填写的内容仍在页面上，请返回原来的记录后再保存。';
		case 'storage.full':
			return '本机存储空间不足，这次没有写入。填写的内容仍在页面上，请清理空间后再保存。';
		case 'storage.lost':
			return '浏览器关闭了本机数据库，这次没有写入。请重新打开页面后再保存。';
		case 'storage.cleared':
			return `${clearedTitle}，这次没有写入。内容仍在页面上，请先点“重新写入本机”，再保存。`;
		case 'replica.partial':
			return `已载入 ${problem.loaded}/${problem.total}，载入完整后才能进行。`;
	}
}

const listWords: Readonly<Record<string, string | undefined>> = {
	trail: '修改记录',
	conflicts: '冲突',
	proposals: '建议',
	entries: '同类记录',
	photos: '历史照片',
	reports: '上报',
	reportLines: '上报的办理记录',
	absorbed: '合并次数',
	late: '转出后的建议'
} satisfies Partial<Record<LimitedList, string>>;

const ruleById = new Map(memberRules.map((rule) => [rule.id, rule]));

/** The rule’s own sentence where it needs no values; else the field it stands beside is named. */
function sentenceOfRule(id: string): string {
	const rule = ruleById.get(id);
	if (!rule) return '有一项检查未通过，请更新后再看。';
	return rule.message.includes('{') ? `请核对${labelOfPlace(rule.field)}。` : rule.message;
}

/** Why a file was not read. The union is the sheet floor’s; only its codes are needed here. */
export function saySheetProblem(problem: {
	code: string;
	limit?: number;
	megabytes?: number;
}): string {
	return sheetWords[problem.code]?.(problem) ?? '文件没有读成，原文件未改动。请再试一次。';
}

/** IM-03, the sentence of the rule. */
export function sayFileFinding({ readAs }: { readAs: string }): string {
	return `表头含空格，已按“${readAs}”识别。`;
}

const sheetWords: Record<string, (problem: { limit?: number; megabytes?: number }) => string> = {
	'sheet.empty': () => '文件是空的，请换一个文件。',
	'sheet.too-large': ({ megabytes }) => `文件有 ${megabytes} MB，超过上限，请拆分后再导入。`,
	'sheet.bomb': () => '文件解开后过大，为安全起见没有读取。请另存为新的 .xlsx 再试。',
	'sheet.old-xls': () => '这是旧的 .xls 格式，请在表格软件里另存为 .xlsx 后再导入。',
	'sheet.encrypted': () => '文件有密码，请先去掉密码再导入。',
	'sheet.macro': () => '文件带有宏，请另存为不带宏的 .xlsx 后再导入。',
	'sheet.binary': () => '这是 .xlsb 格式，请另存为 .xlsx 后再导入。',
	'sheet.html': () => '这是网页，只是名字像工作簿。请在表格软件里打开，另存为 .xlsx。',
	'sheet.text-named-workbook': () =>
		'这是文本文件，只是名字像工作簿。请把后缀改为 .csv，或另存为 .xlsx。',
	'sheet.not-a-workbook': () => '这不是表格文件，请选择 .xlsx 或 .csv。',
	'sheet.damaged': () => '文件已损坏或不完整，请重新导出或另存后再试。',
	'sheet.too-many-sheets': ({ limit }) => `工作表超过 ${limit} 个，请只留名册一个。`,
	'sheet.too-many-rows': ({ limit }) => `超过 ${limit} 行，请拆分后再导入。`,
	'sheet.too-many-columns': ({ limit }) => `超过 ${limit} 列，请去掉无关的列。`,
	'sheet.no-header': () => '没有找到表头：前几行里没有“姓名”“公民身份号码”这样的列名。',
	'sheet.no-names': () => '没有找到名单：前 20 行里没有“姓名”这一列，或者列下没有人。',
	'sheet.cancelled': () => '已停止检查，没有写入任何内容。',
	'sheet.timeout': () => '读取用时过长，已停止。请关闭其他程序后再试，或拆分文件。',
	'sheet.failed': () => '文件没有读成，原文件未改动。请再试一次。'
};

/** Why signing in, unlocking, changing the password or signing out did not work. */
export function saySessionProblem(problem: {
	code: string;
	seconds?: number;
	because?: 'database' | 'disk';
	reasons?: string[];
	left?: number;
	since?: string;
}): string {
	const { seconds = 30, left = 0 } = problem;
	switch (problem.code) {
		case 'session.refused':
			return '账号或密码不正确，请核对后再试。忘记密码时，请联系上级党组织管理员重置。';
		case 'account.locked':
			return '密码正确，但账号已被上级党组织锁定。设备上的内容都还在，请联系上级党组织管理员解锁。';
		case 'account.unused':
			return '账号长期未登录，请联系上级党组织管理员重置密码。设备上的内容都还在。';
		case 'code.expired':
			return '激活码已过期，请联系上级党组织管理员重新重置密码。';
		case 'code.used':
			return '激活码已在另一台设备上使用。请在那台设备上设置新密码，再用新密码登录这里。';
		case 'device.too-many':
			return '这个账号登记的设备已满。请在“我的 → 设备”里停用不再使用的设备，或请上级党组织在用户管理里停用。';
		case 'password.elsewhere':
			return '这个密码能打开本机，但服务器不接受：它已在另一台设备上修改，或由上级党组织重置。请用新密码或激活码登录；本机内容都还在。';
		case 'password.reverted':
			return `服务器恢复了 ${sayTime(problem.since ?? '')} 的备份，账号的密码也回到了那时的密码。请用当时的密码登录；记不得时，请联系上级党组织管理员重置。本机内容都还在。`;
		case 'session.wait':
			if (problem.because) return `${sayWait(problem.because, seconds)}。`;
			return seconds < 60
				? `服务器正忙，请在 ${sayDuration(seconds)}后再试。`
				: `登录失败次数过多，请在 ${sayDuration(seconds)}后再试，或联系上级党组织管理员。`;
		case 'device.revoked':
			return '本机已被停用，不能再登录这个账号。请换一台设备，或联系上级党组织。';
		case 'network.none':
			return '连不上服务器。请检查网络后再试；已保存的内容都在本机。';
		case 'network.portal':
			return '需登录校园网，登录后再试。';
		case 'network.blocked':
			return '请求被途中的网络设备拦截（403），没有到达服务器。请换一个网络再试，或联系系统管理员；已保存的内容都在本机。';
		case 'vault.wrong-password':
			return '密码不正确，本机内容未变。如密码已由上级重置，请输入本机上次使用的密码。';
		case 'vault.wait':
			return `密码多次输错，请在 ${sayDuration(seconds)}后再试。本机内容未变。`;
		case 'vault.pin-wrong':
			return `PIN 不正确，还可以试 ${left} 次。`;
		case 'vault.pin-forgotten':
			return 'PIN 已失效，请用密码解锁。';
		case 'vault.unavailable':
			return '浏览器没有允许本机存储（无痕模式或空间不足），请换一个窗口或清理空间后再试。';
		case 'storage.cleared':
			return '有内容没有写入本机，只在这个页面里。请用原来的账号解锁，不要关闭页面。';
		case 'password.weak':
			return ['新密码不符合要求。', ...(problem.reasons ?? []).map(sayWeakness)].join(' ');
		case 'password.must-change':
			return '首次登录或重置后须修改密码。';
		case 'outbox.not-empty':
			return `还有 ${left} 项未发送或未保存，没有退出。`;
		case 'outbox.count-differs':
			return `数目不符，现有 ${left} 项，没有放弃任何内容。`;
		default:
			return '服务器暂时不能处理，请稍后再试。已保存的内容都在本机。';
	}
}

function sayDuration(seconds: number): string {
	return seconds < 90 ? `${Math.ceil(seconds)} 秒` : `${Math.ceil(seconds / 60)} 分钟`;
}

/** The whole policy, as it is shown before anything is typed. */
export const passwordPolicy =
	'至少 10 个字符并含大写、小写、数字、符号中的 3 类，或至少 16 个字符。';

const weaknessWords: Record<Weakness, string> = {
	length: passwordPolicy,
	classes: passwordPolicy,
	'too-long': '最多 128 个字符。',
	common: '这是常见密码，容易被猜到。',
	'pinyin-number': '不能只是拼音加数字或符号。',
	organisation: '不能含有党组织的名称。',
	initials: '不能含有党组织名称的拼音首字母。',
	account: '不能含有账号。',
	run: '不能含有 123456、abcdef 这样的连续字符。',
	previous: '不能与最近 5 次用过的密码相同。'
};

/** A sentence of the password policy by its id (#domain/account/password-policy). */
export function sayWeakness(id: string): string {
	const known: Partial<Record<string, string>> = weaknessWords;
	return known[id] ?? '这个密码容易被猜到，请换一个。';
}

const closingVerbs: Record<Closing, string> = {
	field: '改正',
	entry: '改正',
	remark: '填写备注信息',
	review: '在人工审核说明',
	report: '上报，由上级党组织处理',
	record: '处理重复的记录',
	procedure: '办理'
};
const valueVerbs: Partial<Record<Severity, string>> = {
	error: '改正后才能保存',
	warning: '完善',
	info: '更新'
};

/** Who has to act on a finding, and where, as the popover of 信息完整度 says it. */
export function whoActs({ rule: id, severity }: Pick<Finding, 'rule' | 'severity'>): string {
	const { closes = ['field'], resolvedBy = 'secretary' } = ruleOf(id) ?? {};
	const above = (one: Closing) => one === 'procedure' && resolvedBy === 'committee';
	const verbs = closes
		.filter((one) => !above(one))
		.map((one) => {
			const isValue = one === 'field' || one === 'entry';
			return (isValue && valueVerbs[severity]) || closingVerbs[one];
		});
	const branch = verbs.length > 0 ? [`由支部${[...new Set(verbs)].join('，或')}`] : [];
	return [...branch, ...(closes.some(above) ? ['由上级党组织办理'] : [])].join('，或');
}

const mutationWords: Record<string, string> = {
	'member.edit': '修改党员信息',
	'member.admit': '补录党员',
	'member.retract': '撤销导入的记录',
	'member.reinstate': '恢复导入的记录',
	'member.entry.put': '填写党员信息的一行记录',
	'member.entry.remove': '移除一行记录',
	'member.entry.restore': '恢复移除的记录',
	'member.move': '转移到其他党支部',
	'member.merge': '合并党员记录',
	'member.unmerge': '撤销合并',
	'conflict.settle': '决定采用哪个值',
	'conflict.reopen': '撤销决定',
	'proposal.decide': '处理建议',
	'org.add': '新增党组织',
	'roster.export': '导出或打印的日志',
	'report.file': '上报问题数据',
	'report.handle': '受理问题数据',
	'report.answer': '答复问题数据',
	'report.close': '办结问题数据',
	'report.reopen': '撤销办结',
	'report.withdraw': '撤回上报',
	'member.flag': flagWord,
	'member.unflag': unflagTitle,
	'member.photo.set': '更换照片',
	'member.photo.remove': '删除照片'
};

/** What a change in the outbox does, by its wire name. */
export function sayMutation(name: string): string {
	return mutationWords[name] ?? '其他更改';
}

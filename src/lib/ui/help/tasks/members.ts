import { sayMark } from '#domain/codes/code-mark';
import { education } from '#domain/codes/education';
import { tabs } from '#domain/model/member/field';
import { labelOf } from '#domain/model/member/fields';
import { stateWords as reportWords } from '#domain/features/problems/problem-list';
import { problemData } from '#domain/rules/member/problem-data';
import type { HelpChapter } from '#ui/help/task';
import { reductionWord, undoReductionWord, wayWords } from '#ui/words/reduction-words';
import { flagWord, unflagToo, unflagWord } from '#ui/words/flag-words';
import { overlapWords, reducedWord, stateWords } from '#ui/words/state-words';

const ownTabs = [tabs.duties, tabs.awards, tabs.abroad, tabs.difficulty].join('、');

export const members: HelpChapter = {
	title: '党员信息',
	tasks: [
		{
			id: 'find-member',
			title: '查找党员',
			lead: '按姓名、拼音首字母或身份证号末几位查找。',
			steps: [
				'打开“党员”，在【搜索党员】里输入姓名、拼音首字母（如“张伟”输入 zw）或身份证号末三位以上。',
				`点名单上方的“${stateWords.fix}”“${stateWords.waiting}”“${stateWords.problem}”“${stateWords.complete}”，只看一类；按问题计数，${overlapWords}`,
				`已出党、停止党籍、已死亡的党员不在名单里，点“${reducedWord}”查看。`,
				'用【按问题筛选】选一类问题，例如“入党与转正”。',
				'上级党组织点【切换组织】，选择要看的党组织。'
			],
			notes: [
				'电脑上可用键盘：/ 搜索，j、k 上下移动，e 编辑，Ctrl+S 保存，Esc 关闭记录；小窗口开着时，Ctrl+S 保存小窗口里的内容。',
				'输入法选字时，按键只归输入法，不会保存，也不会关闭窗口。'
			],
			screen: { href: '/members', label: '党员' }
		},
		{
			id: 'completeness',
			title: '看懂信息完整度',
			lead: '百分比说明必填项填了多少，点开说明缺什么、由谁处理。',
			steps: [
				'在名单里点党员右侧的完整度，电脑上移到上面即可。',
				'看原因：每条写明缺少哪一项，并写明由谁处理。',
				'点原因，直接打开要填的那一项。',
				`“${stateWords.fix}”由支部补齐；“${stateWords.waiting}”先写说明；“${stateWords.problem}”由上级党组织处理。`
			],
			notes: ['全部必填项填完并且没有待处理的问题，才显示 100% 和“完整”。']
		},
		{
			id: 'edit-member',
			title: '完善党员基本信息',
			lead: '补齐入党日期、转正日期、学历、手机号码等缺项。',
			steps: [
				'在名单里点党员右侧的铅笔，打开党员信息维护。',
				`在“${tabs.basic}”填写各项；写着“必填”的都要填。`,
				'有问题的项目下面写着原因，按原因改正。',
				'点【保存】。看到“已保存”就已写入本机，联网后自动发送。'
			],
			notes: [
				`${labelOf('education')}填已经取得的最高学历，在读学历不填：研究生填${education.nameOf('21')}，四年制本科生和三年制专科生填${education.nameOf('6')}，专升本学生填${education.nameOf('31')}。`,
				`${labelOf('joinDate')}填支部大会通过接收为预备党员的日期，${labelOf('regularDate')}填支部大会通过转正的日期。`,
				'各标签页分别保存；离开前没有保存时会提醒。',
				'显示“这个页面没有打开成功”时，点【再试一次】，或先做别的；填写中的内容留着，再次打开时可以继续。'
			],
			screen: { href: '/members', label: '党员' }
		},
		{
			id: 'member-tabs',
			title: '填写其他标签页',
			lead: `登记${tabs.relation}、${tabs.joining}，以及${ownTabs}等逐条记录。`,
			steps: [
				`点标签页，例如“${tabs.awards}”。`,
				`${ownTabs}是逐条记录：点“新增”，填写后点【保存】。`,
				'改一条：点该条的铅笔；移除一条：点该条的移除，移除后可点【撤销】找回。',
				`“${tabs.relation}”和“${tabs.joining}”填写后点本页的【保存】。`
			],
			notes: [
				'奖励的批准时间填表彰文件的印发日期，批准机关写党组织全称。',
				sayMark('local'),
				sayMark('verify')
			]
		},
		{
			id: 'trail',
			title: '查看修改记录',
			lead: '看谁在什么时候把哪一项从什么改成什么。',
			steps: [`打开党员，点“${tabs.trail}”。`, '从上到下是从新到旧的修改。'],
			notes: ['修改记录不会删除。']
		},
		{
			id: 'admit',
			title: '补录新发展的党员',
			lead: '只用于新发展的新党员；转入的党员请办组织关系转接。',
			steps: [
				'打开“党员”，点【补录】。',
				'看清“仅限新发展的新党员”，点【确定】。',
				'先填必填信息：姓名、公民身份号码、民族、入党日期。填写身份证号后，出生日期和性别自动带出。',
				'点【保存】，打开的记录里继续完善其余各项。'
			],
			notes: [
				'身份证号已在本组织登记时，点【打开已有记录】，不会重复建立。',
				'身份证号在别的党组织登记时，联网后会提示为问题数据，请上报。',
				'入党超过 1 年才补录的，要写明原因。'
			],
			screen: { href: '/members/new', label: '补录' }
		},
		{
			id: 'reduction',
			title: `办理${reductionWord}`,
			lead: `党员${wayWords.deceased}、${wayWords.left}或${wayWords.stopped}时用；调到别的党组织请办组织关系转接。`,
			steps: [
				`打开党员，在“${tabs.relation}”的“${labelOf('membershipStatus')}”旁点【${reductionWord}】。`,
				'选类型，填写日期、原因和批准党组织。',
				'点【保存】。从此不计入在册人数、名册、统计和信息完整度。'
			],
			notes: [
				'党员不能删除：记录和修改记录都保留。',
				`填错了，打开记录点【${undoReductionWord}】；${wayWords.stopped}后恢复的，打开记录选【${wayWords.restored}】，登记恢复的日期和批准组织。`,
				`${wayWords.stopped}满 2 年的，仍会在首页待办里提醒。`
			]
		},
		{
			id: 'merge',
			title: '合并同一个人的两条记录',
			lead: '两台设备各自补录，或同一份名册导入两次，一个人有了两条记录时用。',
			steps: [
				'打开其中一条记录，在“该身份证号码已存在”或“同名同出生日期”下面点【合并】。',
				'选保留哪一条；系统先选内容较全的。',
				'下面只列内容不同的项目，逐项选用哪个值；照片也选一张，另一张留在历史照片里。',
				'展开预览，看清合并后的记录，点【合并】。'
			],
			notes: [
				'多行记录（职务、奖惩等）合在一起，相同的行只留一份。',
				'两条记录的修改记录都保留；没有采用的值在修改记录里查得到。',
				'合并后还没有人修改时，可以点【撤销合并】，两条记录恢复原样。',
				'另一台设备在合并前没有发送的修改不会丢，作为建议送到保留的记录。',
				'两个支部各有一条时，由上级党组织合并，党员留在保留的那条记录的支部。'
			]
		},
		{
			id: 'remark',
			title: '填写备注信息',
			lead: '预备期不符合该年限要求、手机号码与别人相同等，情况属实时填写。',
			steps: [
				'核对入党日期和转正日期，填错的先改正。',
				'没有填错的，点问题下面的【备注信息】，写明原因，如推迟讨论、延长预备期。',
				'点【确定】，立即保存，问题随即消失。'
			],
			notes: [
				'不能提前转正；不足 1 年的先查日期是否填错。',
				'备注只对填写时的日期和号码有效；以后改了这些信息，问题会再次出现，原备注仍适用的再点【备注信息】→【确定】。'
			]
		},
		{
			id: 'review',
			title: '填写人工审核的原因',
			lead: '入党年龄小于 19 岁等情况，写明原因后由上级党组织审核。',
			steps: [
				`打开党员，点“${tabs.review}”。`,
				'在对应的一项写明原因，点【保存】。',
				'状态变为“已说明”。'
			],
			notes: [
				'日期改正后问题自动消失；问题再出现时，以前写的原因会提供给您选用。',
				'日期改了而问题还在的，原来的说明请点【说明仍适用】确认，或改写后保存。'
			]
		},
		{
			id: 'problem-data',
			title: '上报问题数据',
			lead: `支部不能自己改的记录显示“${stateWords.problem}”，上报后由上级党组织处理。`,
			steps: [
				'打开“我的”，点【问题数据】：没有办结的都列在这里。',
				'点姓名打开记录，核对证件和档案，能改正的先改正。',
				'点【上报】，身份证号、所在支部和原因自动带上；多条一起上报点【全部上报】。',
				`看进展：${reportWords.open} → ${reportWords.filed} → ${reportWords.handling} → ${reportWords.closed}；答复显示在这一条下面。`
			],
			notes: [
				`报错了点【撤回】。办结后移到“${reportWords.closed}”，随时可以查看；问题仍在的，点【再次上报】。`,
				'上级党组织点【设为处理中】【答复】【办结】；办结错了点【撤销办结】。点【导出问题数据】得到工作簿。',
				`${problemData.id}：上级党组织打开记录，点【${flagWord}】，写明原因，支部会看到原因、由谁、何时标记；点【${unflagWord}】收回，办结时可以【${unflagToo}】。`,
				'没有网络也能上报，联网后自动发送。'
			],
			screen: { href: '/problems', label: '问题数据' }
		}
	]
};

import type { HelpChapter } from '#ui/help/task';
import { passwordPolicy } from '#ui/words/wording';

export const begin: HelpChapter = {
	title: '登录',
	tasks: [
		{
			id: 'sign-in',
			title: '登录和解锁',
			lead: '第一次在一台设备上使用需要联网登录，以后不联网也能解锁。',
			steps: [
				'填写【账号】：党支部账号是 u 加组织代码，党委管理员账号是 a 加组织代码。',
				'填写【密码】，点【登录】。首次登录或密码重置后，按提示设置新密码。',
				'离开一会儿时，在“我的”点【锁定】；回来后输入密码，点【解锁】。'
			],
			notes: [
				`密码要求：${passwordPolicy}`,
				'账号长期未登录会提示密码不正确，请联系上级党组织重置，不要反复尝试。',
				'锁定不会删除任何内容，没有发送的更改仍在本机。'
			]
		},
		{
			id: 'pin',
			title: '设置六位 PIN',
			lead: '锁定以后不想每次输入长密码时使用。',
			steps: [
				'打开“我的”，点【设置 PIN】。',
				'输入六位数字两次，点【保存 PIN】。',
				'以后锁定时输入 PIN 解锁。'
			],
			notes: ['关闭页面后 PIN 失效，请用密码解锁；输错 10 次也改用密码。'],
			screen: { href: '/me/pin', label: '设置 PIN' }
		},
		{
			id: 'install',
			title: '安装到手机桌面',
			lead: '安装以后像应用一样打开，没有网络也能用。',
			steps: [
				'打开“我的”，在“本机”一栏点【安装到本机】；苹果手机在 Safari 中点分享按钮，再选“添加到主屏幕”。',
				'在“长期保存”一行点【申请】，浏览器就不会因空间不足清除本机内容。'
			],
			screen: { href: '/me', label: '我的' }
		}
	]
};

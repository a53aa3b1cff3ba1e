import type { DeviceInfo } from '#domain/account/device';
import { sayTime } from '#ui/words/sync-words';

export interface DeviceWords {
	state: 'here' | 'in-use' | 'revoked' | 'wiped';
	word: string;
	/** What is known of its last contact and of what it still holds. */
	line: string;
}

/** A device in a list: its state in a word, and what is known of it. */
export function sayDevice(device: DeviceInfo, here?: string): DeviceWords {
	const { id, lastExchange, unsent, revokedAt, wipedAt, held = 0 } = device;
	const handed = held > 0 ? `；交回的 ${held} 项更改等上级党组织决定` : '';
	if (wipedAt !== null) {
		return { state: 'wiped', word: '已清除', line: `内容已于 ${sayTime(wipedAt)} 清除${handed}` };
	}
	const seen = lastExchange ? `最近同步 ${sayTime(lastExchange)}` : '还没有同步过';
	const left = sayUnsent(unsent);
	if (revokedAt !== null) {
		return {
			state: 'revoked',
			word: '已停用',
			line: `${seen}；下次联网时先交出未发送的更改，再清除内容${handed}`
		};
	}
	const state = id === here ? 'here' : 'in-use';
	return { state, word: state === 'here' ? '本机' : '使用中', line: `${seen}，${left}` };
}

function sayUnsent(unsent: number | null): string {
	if (unsent === null) return '未报告待发送的更改';
	return unsent === 0 ? '没有待发送的更改' : `${unsent} 项更改待发送（上次报告）`;
}

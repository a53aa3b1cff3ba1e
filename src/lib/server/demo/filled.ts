import type { PlainDate } from '#domain/kernel/plain-date';
import { addDays, termOpened, type DemoValues } from '#server/demo/dated';

/** Codes of 进入支部类型. */
const [NEWLY_ADMITTED, MOVED_IN] = ['0', '2'];

/**
 * What a national roster does not bring and a record needs to be complete, made up from what is there. Students
 * live on the campus; who joined while in the branch is one of its own.
 */
export function filled(values: DemoValues, day: PlainDate): Record<string, string> {
	const { homeAddress = '', joinDate = '', workPost = '', workStartDate = '' } = values;
	const isStudent = workPost.startsWith('40');
	const onCampus = homeAddress.startsWith('示例市');
	const number = Number(values['mobile']?.slice(-4) ?? 0);
	const room = `示例市海滨区学院路1号${(number % 18) + 1}栋${(number % 5) + 1}0${(number % 8) + 1}室`;
	const joinedHere = isStudent && joinDate !== '' && joinDate >= addDays(termOpened(day), -1200);
	return {
		...values,
		currentAddress: onCampus ? homeAddress : room,
		householdAddress: homeAddress,
		enterBranchType: joinedHere ? NEWLY_ADMITTED : MOVED_IN,
		enteredBranchOn: joinedHere ? joinDate : latest(workStartDate, joinDate)
	};
}

function latest(one: string, other: string): string {
	return one > other ? one : other;
}

import { leaveBranchType } from '#domain/codes/leave-branch-type';
import { ways, type WayKey } from '#domain/model/member/reduction';

/** The procedure, as the manual calls it. */
export const reductionWord = '党员减少';

/** Taking the last way back, off the roster or onto it. */
export const undoReductionWord = '撤销减少';
export const undoRestoringWord = '撤销恢复';

/** The ways off the roster by their names in 转离支部类型, and the way back. */
export const wayWords: Record<WayKey, string> = {
	deceased: leaveBranchType.nameOf(ways.deceased.type),
	left: leaveBranchType.nameOf(ways.left.type),
	stopped: leaveBranchType.nameOf(ways.stopped.type),
	restored: '恢复党籍'
};

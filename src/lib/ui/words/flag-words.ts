/** A committee marks a record. */
export const flagWord = '标记为问题数据';
/** It takes the mark back: as a title of its own, and on a button beside the mark. */
export const unflagTitle = '取消问题数据标记';
export const unflagWord = '取消标记';
/** 办结 of its case does it, too. */
export const unflagToo = '同时取消“问题数据”标记';
/** Beside every text that a committee writes for a branch. */
export const branchReads = '支部会看到这段文字。请不要写入其他党员的信息。';

/** A committee marks a record. */
export const flagWord = '标记为问题数据';
/** It takes the mark back: as a title of its own, and on a button beside the mark. */
export const unflagTitle = '取消问题数据标记';
export const unflagWord = '取消标记';

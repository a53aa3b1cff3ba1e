/** Rule id → the values for which its explanation (备注信息, or a reason of 人工审核) was given. */
export type Explained = Readonly<Record<string, string>>;

/** Longest text that names those values: a few dates and codes, or the rows of one list. */
export const MOST_EXPLAINED = 2_000;

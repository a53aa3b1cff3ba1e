/**
 * One row of a list: its values by field key, when it was added by its author’s clock, and whether
 * it was removed. A removed one keeps its values, so that taking it back loses nothing. Values a
 * newer client knows and this one does not stay (S-11).
 */
export type Entry = Readonly<Record<string, string>>;

/** List → entry id → entry. An older record has none of it. */
export type Entries = Readonly<Record<string, Readonly<Record<string, Entry>>>>;

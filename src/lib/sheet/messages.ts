import type { AwardList } from '#domain/features/awards/award-list';
import type { Org } from '#domain/model/org/org';
import type { RegisteredMember, RosterBase } from '#domain/features/roster/judge-rows';
import type { RosterAnswers, RosterReport, RosterRow } from '#domain/features/roster/report';
import type { SheetRows } from '#domain/features/roster/grid';
import type { SheetProblem } from './sheet-problem';
import type { RosterLayout } from './write-roster';

/** What the page asks of the worker. Members go in portions, so that no message holds the page up. */
export type Order =
	| { kind: 'members'; members: RegisteredMember[] }
	| { kind: 'open'; file: File; base: Omit<RosterBase, 'members'>; said: RosterAnswers }
	| { kind: 'recheck'; said: RosterAnswers }
	| { kind: 'refused' }
	| { kind: 'names'; file: File }
	| { kind: 'write'; layout: RosterLayout; orgs: Org[] }
	| { kind: 'add'; members: string[][] }
	| { kind: 'finish' }
	| { kind: 'sheet'; rows: SheetRows; name: string };

/** What the worker answers. Rows of a report come in portions before it. */
export type Answer =
	| { kind: 'progress'; done: number; total: number }
	| { kind: 'rows'; rows: RosterRow[] }
	| { kind: 'report'; report: Omit<RosterReport, 'rows'> }
	| { kind: 'names'; list: AwardList; hash: string }
	| { kind: 'file'; bytes: Uint8Array<ArrayBuffer> }
	| { kind: 'problem'; problem: SheetProblem };

/** Members or rows of one message: some milliseconds of copying. */
export const PORTION = 400;

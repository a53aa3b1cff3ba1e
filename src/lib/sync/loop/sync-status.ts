/** A stuck state always has a name (S-16). */
export type SyncState =
	| 'done'
	| 'cleared'
	| 'busy'
	| 'offline'
	| 'portal'
	| 'blocked'
	| 'signed-out'
	| 'wait'
	| 'attention'
	| 'outdated'
	| 'stuck'
	| 'error';

export interface SyncStatus {
	state: SyncState;
	/** Changes not yet sent, and changes refused. */
	waiting: number;
	refused: number;
	/** Refused changes, open conflicts and proposals: what waits for this person. */
	attention: number;
	/** state wait: until the server may be asked again, and what it waits for itself. */
	seconds?: number;
	because?: 'database' | 'disk';
	lastExchange: string | null;
	/** Local ISO time at which device and server were last found equal (S-13). */
	checked: string | null;
	loaded: number;
	total: number;
	whole: boolean;
}

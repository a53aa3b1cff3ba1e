/** What the server gives a change it takes: the clock value as its number, and its own time. */
export interface Receipt {
	number: number;
	at: string;
}

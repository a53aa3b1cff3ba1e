/**
 * What only the server can know of a record: other branches list its ID number too (ID-08). It
 * says how many records do, never whose or where. It is true of this number in this branch and
 * silent beside any other, so that no edit has to withdraw it before the server speaks again.
 */
export interface HeldElsewhere {
	idNumber: string;
	branchId: string;
	records: number;
}

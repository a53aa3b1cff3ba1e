import {
	addMonths,
	dayNumber,
	daysBetween,
	fullYears,
	type PlainDate
} from '#domain/kernel/plain-date';
import { birthDateOf, checkCharacter } from '#domain/model/member/id-number';
import { academicYearBegan } from '#domain/model/member/next-grade';

/** The day for which members.json was written: every age and period in it counts from here. */
export const WRITTEN_FOR: PlainDate = '2026-11-23';

/** Students are entered into a branch some days after the term begins. */
const TERM_OPENS = 9;

export type DemoValues = Readonly<Record<string, string>>;

/**
 * The values of a demo member as they are on `day`, so that the demo shows the same states whenever it is
 * loaded. What follows the school year or a life moves by whole years and keeps its season; who is on probation
 * moves to the day, because the end of the probation is near. The ID number follows the birth date.
 * In September students are to be moved to their next grade, as everywhere.
 */
export function dated(values: DemoValues, day: PlainDate): Record<string, string> {
	const { idNumber = '', birthDate = '', joinDate = '', trainingStatus = '' } = values;
	const moved = values['memberCategory'] === '2' ? byDays : byYears;
	const on = (date: string) => (date === '' ? '' : moved(date, day));
	return {
		...values,
		birthDate: on(birthDate),
		idNumber: idNumberOn(idNumber, on),
		joinDate: joinDate === '' || moved === byYears ? on(joinDate) : probationFrom(joinDate, day),
		regularDate: on(values['regularDate'] ?? ''),
		workStartDate: values['workStartDate'] ? byYears(values['workStartDate'], day) : '',
		trainingStatus: trainingStatus.replace(/\d{4}(?=年)/, (year) =>
			String(Number(year) + yearsTo(day))
		)
	};
}

/** A day shortly after the academic year of `day` began, or the day itself if that is still to come. */
export function termOpened(day: PlainDate): PlainDate {
	const opened = addDays(academicYearBegan(day), TERM_OPENS);
	return opened < day ? opened : day;
}

export function addDays(date: PlainDate, days: number): PlainDate {
	return new Date((dayNumber(date) + days) * 86_400_000).toISOString().slice(0, 10);
}

/** Whole years only: a day of the past stays in the past. */
function yearsTo(day: PlainDate): number {
	return fullYears(WRITTEN_FOR, day);
}

function byYears(date: PlainDate, day: PlainDate): PlainDate {
	return addMonths(date, 12 * yearsTo(day));
}

function byDays(date: PlainDate, day: PlainDate): PlainDate {
	return addDays(date, daysBetween(WRITTEN_FOR, day));
}

/** The joining date of a probation that ends as many days from `day` as was written. */
function probationFrom(joinDate: PlainDate, day: PlainDate): PlainDate {
	const ends = byDays(addMonths(joinDate, 12), day);
	const from = addMonths(ends, -12);
	// A probation cannot end on 29 February: it ends the day after.
	return addMonths(from, 12) === ends ? from : addDays(from, 1);
}

/** The same person, born on the moved day. A wrong check character stays wrong. */
function idNumberOn(idNumber: string, on: (date: PlainDate) => PlainDate): string {
	const born = birthDateOf(idNumber);
	if (born === undefined) return idNumber;
	const body = idNumber.slice(0, 6) + on(born).replaceAll('-', '') + idNumber.slice(14, 17);
	const [was, right] = [idNumber.slice(17), checkCharacter(body)];
	if (was === checkCharacter(idNumber)) return body + right;
	return body + (was === right ? checkCharacter(idNumber) : was);
}

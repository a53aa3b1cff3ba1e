import type { Rule } from '#domain/rules/rule';
import { abroadAboveFiveYears } from '#domain/rules/member/abroad-above-five-years';
import { abroadIncomplete } from '#domain/rules/member/abroad-incomplete';
import { abroadWithoutContact } from '#domain/rules/member/abroad-without-contact';
import { activistBelowOneYear } from '#domain/rules/member/activist-below-one-year';
import { admittedFullMember } from '#domain/rules/member/admitted-full-member';
import { admittedLate } from '#domain/rules/member/admitted-late';
import { admittedNotNew } from '#domain/rules/member/admitted-not-new';
import { admittedWithoutIdentity } from '#domain/rules/member/admitted-without-identity';
import { appliedBelow18 } from '#domain/rules/member/applied-below-18';
import { approvalTooLate } from '#domain/rules/member/approval-too-late';
import { awardBeforeJoining } from '#domain/rules/member/award-before-joining';
import { awardBodyNotFull } from '#domain/rules/member/award-body-not-full';
import { awardInFuture } from '#domain/rules/member/award-in-future';
import { awardIncomplete } from '#domain/rules/member/award-incomplete';
import { awardOfAnotherKind } from '#domain/rules/member/award-of-another-kind';
import { awardTwice } from '#domain/rules/member/award-twice';
import { awaySixMonths } from '#domain/rules/member/away-six-months';
import { basicItemMissing } from '#domain/rules/member/basic-item-missing';
import { birthDateAgainstIdNumber } from '#domain/rules/member/birth-date-against-id-number';
import { birthDateRange } from '#domain/rules/member/birth-date-range';
import { degreeWithoutLevel } from '#domain/rules/member/degree-without-level';
import { developmentOrder } from '#domain/rules/member/development-order';
import { difficultyWithoutHealth } from '#domain/rules/member/difficulty-without-health';
import { dutyIncomplete } from '#domain/rules/member/duty-incomplete';
import { educationMissing } from '#domain/rules/member/education-missing';
import { educationUnknown } from '#domain/rules/member/education-unknown';
import { ethnicityMissing } from '#domain/rules/member/ethnicity-missing';
import { expelledStillMember } from '#domain/rules/member/expelled-still-member';
import { extensionMonths } from '#domain/rules/member/extension-months';
import { genderAgainstIdNumber } from '#domain/rules/member/gender-against-id-number';
import { gradeRollOver } from '#domain/rules/member/grade-roll-over';
import { graduateStillHere } from '#domain/rules/member/graduate-still-here';
import { idNumberCheckCharacter } from '#domain/rules/member/id-number-check-character';
import { idNumberDate } from '#domain/rules/member/id-number-date';
import { idNumberElsewhere } from '#domain/rules/member/id-number-elsewhere';
import { idNumberOfFifteen } from '#domain/rules/member/id-number-of-fifteen';
import { idNumberShape } from '#domain/rules/member/id-number-shape';
import { idNumberTwice } from '#domain/rules/member/id-number-twice';
import { introducersNotTwo } from '#domain/rules/member/introducers-not-two';
import { joinAgeBelow18 } from '#domain/rules/member/join-age-below-18';
import { joinAgeBelow19 } from '#domain/rules/member/join-age-below-19';
import { joinDateFuture } from '#domain/rules/member/join-date-future';
import { joinDateMissing } from '#domain/rules/member/join-date-missing';
import { joinDateTooEarly } from '#domain/rules/member/join-date-too-early';
import { landlineAreaCode } from '#domain/rules/member/landline-area-code';
import { leavingWithoutFacts } from '#domain/rules/member/leaving-without-facts';
import { lostSixMonths } from '#domain/rules/member/lost-six-months';
import { lostWithoutFacts } from '#domain/rules/member/lost-without-facts';
import { memberOutsideBranch } from '#domain/rules/member/member-outside-branch';
import { migrantWorkerInSchool } from '#domain/rules/member/migrant-worker-in-school';
import { mobileMissing } from '#domain/rules/member/mobile-missing';
import { mobileShape } from '#domain/rules/member/mobile-shape';
import { mobileShared } from '#domain/rules/member/mobile-shared';
import { nameMalformed } from '#domain/rules/member/name-malformed';
import { newSocialStratumInSchool } from '#domain/rules/member/new-social-stratum-in-school';
import { photoMissing } from '#domain/rules/member/photo-missing';
import { probableDuplicate } from '#domain/rules/member/probable-duplicate';
import { probationAboveTwoYears } from '#domain/rules/member/probation-above-two-years';
import { probationEndsSoon } from '#domain/rules/member/probation-ends-soon';
import { probationExpired } from '#domain/rules/member/probation-expired';
import { probationTooLong } from '#domain/rules/member/probation-too-long';
import { probationTooShort } from '#domain/rules/member/probation-too-short';
import { probationaryInCommittee } from '#domain/rules/member/probationary-in-committee';
import { probationaryWithRegularDate } from '#domain/rules/member/probationary-with-regular-date';
import { problemData } from '#domain/rules/member/problem-data';
import { punishmentIncomplete } from '#domain/rules/member/punishment-incomplete';
import { regularDateFuture } from '#domain/rules/member/regular-date-future';
import { regularDateMissing } from '#domain/rules/member/regular-date-missing';
import { regularDateNotLater } from '#domain/rules/member/regular-date-not-later';
import { stoppedTwoYears } from '#domain/rules/member/stopped-two-years';
import { studentAbove45 } from '#domain/rules/member/student-above-45';
import { studentBecameStaff } from '#domain/rules/member/student-became-staff';
import { studentEducation } from '#domain/rules/member/student-education';
import { techPostForOtherPost } from '#domain/rules/member/tech-post-for-other-post';
import { techPostMissing } from '#domain/rules/member/tech-post-missing';
import { workPostMissing } from '#domain/rules/member/work-post-missing';
import { workPostUnknown } from '#domain/rules/member/work-post-unknown';

/** Every rule about one member, in display order. */
export const memberRules: readonly Rule[] = [
	nameMalformed,
	idNumberShape,
	idNumberCheckCharacter,
	birthDateAgainstIdNumber,
	genderAgainstIdNumber,
	idNumberDate,
	idNumberTwice,
	idNumberElsewhere,
	probableDuplicate,
	idNumberOfFifteen,
	problemData,
	birthDateRange,
	ethnicityMissing,
	photoMissing,
	basicItemMissing,
	mobileShape,
	mobileMissing,
	mobileShared,
	landlineAreaCode,
	joinDateMissing,
	joinDateFuture,
	joinDateTooEarly,
	joinAgeBelow19,
	joinAgeBelow18,
	regularDateMissing,
	probationaryWithRegularDate,
	regularDateNotLater,
	regularDateFuture,
	probationTooShort,
	probationTooLong,
	extensionMonths,
	probationAboveTwoYears,
	probationEndsSoon,
	probationExpired,
	approvalTooLate,
	developmentOrder,
	activistBelowOneYear,
	appliedBelow18,
	introducersNotTwo,
	educationMissing,
	educationUnknown,
	studentEducation,
	degreeWithoutLevel,
	studentBecameStaff,
	workPostMissing,
	workPostUnknown,
	techPostMissing,
	techPostForOtherPost,
	gradeRollOver,
	graduateStillHere,
	studentAbove45,
	newSocialStratumInSchool,
	migrantWorkerInSchool,
	memberOutsideBranch,
	awardIncomplete,
	awardInFuture,
	awardBeforeJoining,
	awardTwice,
	awardBodyNotFull,
	awardOfAnotherKind,
	punishmentIncomplete,
	expelledStillMember,
	dutyIncomplete,
	probationaryInCommittee,
	abroadIncomplete,
	abroadWithoutContact,
	abroadAboveFiveYears,
	difficultyWithoutHealth,
	lostWithoutFacts,
	lostSixMonths,
	stoppedTwoYears,
	leavingWithoutFacts,
	awaySixMonths,
	admittedNotNew,
	admittedFullMember,
	admittedLate,
	admittedWithoutIdentity
];

const byId: ReadonlyMap<string, Rule> = new Map(memberRules.map((rule) => [rule.id, rule]));

/** The rule of that id; undefined for one that is not about a member, or that a newer version made. */
export function ruleOf(id: string): Rule | undefined {
	return byId.get(id);
}

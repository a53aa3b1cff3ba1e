import type { Rule } from '#domain/rules/rule';
import { basicItemMissing } from '#domain/rules/member/basic-item-missing';
import { birthDateAgainstIdNumber } from '#domain/rules/member/birth-date-against-id-number';
import { birthDateRange } from '#domain/rules/member/birth-date-range';
import { degreeWithoutLevel } from '#domain/rules/member/degree-without-level';
import { educationMissing } from '#domain/rules/member/education-missing';
import { educationUnknown } from '#domain/rules/member/education-unknown';
import { ethnicityMissing } from '#domain/rules/member/ethnicity-missing';
import { extensionMonths } from '#domain/rules/member/extension-months';
import { genderAgainstIdNumber } from '#domain/rules/member/gender-against-id-number';
import { idNumberCheckCharacter } from '#domain/rules/member/id-number-check-character';
import { idNumberDate } from '#domain/rules/member/id-number-date';
import { idNumberElsewhere } from '#domain/rules/member/id-number-elsewhere';
import { idNumberOfFifteen } from '#domain/rules/member/id-number-of-fifteen';
import { idNumberShape } from '#domain/rules/member/id-number-shape';
import { idNumberTwice } from '#domain/rules/member/id-number-twice';
import { joinAgeBelow18 } from '#domain/rules/member/join-age-below-18';
import { joinAgeBelow19 } from '#domain/rules/member/join-age-below-19';
import { joinDateFuture } from '#domain/rules/member/join-date-future';
import { joinDateMissing } from '#domain/rules/member/join-date-missing';
import { joinDateTooEarly } from '#domain/rules/member/join-date-too-early';
import { landlineAreaCode } from '#domain/rules/member/landline-area-code';
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
import { probationaryWithRegularDate } from '#domain/rules/member/probationary-with-regular-date';
import { problemData } from '#domain/rules/member/problem-data';
import { regularDateFuture } from '#domain/rules/member/regular-date-future';
import { regularDateMissing } from '#domain/rules/member/regular-date-missing';
import { regularDateNotLater } from '#domain/rules/member/regular-date-not-later';
import { studentAbove45 } from '#domain/rules/member/student-above-45';
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
	educationMissing,
	educationUnknown,
	studentEducation,
	degreeWithoutLevel,
	workPostMissing,
	workPostUnknown,
	techPostMissing,
	techPostForOtherPost,
	studentAbove45,
	newSocialStratumInSchool,
	migrantWorkerInSchool,
	memberOutsideBranch
];

import type { CodeTable } from '#domain/codes/code-table';
import { degree } from '#domain/codes/degree';
import { education } from '#domain/codes/education';
import { educationGBT4658 } from '#domain/codes/education-gbt-4658';
import { educationLegacy2005 } from '#domain/codes/education-legacy-2005';
import { ethnicity } from '#domain/codes/ethnicity';
import { frontLine } from '#domain/codes/front-line';
import { gender } from '#domain/codes/gender';
import { lostSituation } from '#domain/codes/lost-situation';
import { maritalStatus } from '#domain/codes/marital-status';
import { memberCategory } from '#domain/codes/member-category';
import { membershipStatus } from '#domain/codes/membership-status';
import { newSocialStratum } from '#domain/codes/new-social-stratum';
import { orgType } from '#domain/codes/org-type';
import { studentCategory } from '#domain/codes/student-category';
import { techPost } from '#domain/codes/tech-post';
import { workPost } from '#domain/codes/work-post';
import { workPostLegacy2005 } from '#domain/codes/work-post-legacy-2005';
import { yesNo } from '#domain/codes/yes-no';
import { joinOrgType } from '#domain/codes/join-org-type';
import { enterBranchType } from '#domain/codes/enter-branch-type';
import { leaveBranchType } from '#domain/codes/leave-branch-type';
import { leavePartyReason } from '#domain/codes/leave-party-reason';
import { regularisation } from '#domain/codes/regularisation';
import { honour } from '#domain/codes/honour';
import { punishment } from '#domain/codes/punishment';
import { approvalOrganLevel } from '#domain/codes/approval-organ-level';
import { difficultyType } from '#domain/codes/difficulty-type';
import { health } from '#domain/codes/health';
import { abroadReason } from '#domain/codes/abroad-reason';
import { abroadMembershipHandling } from '#domain/codes/abroad-membership-handling';
import { abroadContact } from '#domain/codes/abroad-contact';
import { abroadReturn } from '#domain/codes/abroad-return';
import { duty } from '#domain/codes/duty';
import { appointmentMethod } from '#domain/codes/appointment-method';
import { dutyEndReason } from '#domain/codes/duty-end-reason';
import { mobilityKind } from '#domain/codes/mobility-kind';
import { increaseMode } from '#domain/codes/increase-mode';
import { dutyKind } from '#domain/codes/duty-kind';

/** Every code table, for import, export, pickers and the help. */
export const codeTables = {
	gender,
	ethnicity,
	education,
	educationLegacy2005,
	educationGBT4658,
	degree,
	studentCategory,
	workPost,
	workPostLegacy2005,
	techPost,
	newSocialStratum,
	frontLine,
	memberCategory,
	membershipStatus,
	maritalStatus,
	lostSituation,
	yesNo,
	orgType,
	joinOrgType,
	enterBranchType,
	leaveBranchType,
	leavePartyReason,
	regularisation,
	honour,
	punishment,
	approvalOrganLevel,
	difficultyType,
	health,
	abroadReason,
	abroadMembershipHandling,
	abroadContact,
	abroadReturn,
	duty,
	appointmentMethod,
	dutyEndReason,
	mobilityKind,
	increaseMode,
	dutyKind
} satisfies Record<string, CodeTable>;
export type CodeTableName = keyof typeof codeTables;

import type { ParamMatcher } from '@sveltejs/kit';
import { tabs } from '#domain/model/member/field';

/** Only the tabs of 党员信息维护 are addresses. */
export const match: ParamMatcher = (param) => Object.hasOwn(tabs, param);

import type { Rule } from '#domain/rules/rule';

/** Every rule about one member, in display order. */
export const memberRules: readonly Rule[] = [];

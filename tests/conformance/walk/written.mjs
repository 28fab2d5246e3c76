/**
 * Decides which walks are written down: those that must meet a certain behaviour, which chance would meet too seldom. Must not
 * say what comes of them.
 */
import { FLOW } from './written/flow.mjs';
import { RULES } from './written/rule.mjs';
import { VALUES } from './written/value.mjs';

/** By definition: lists of steps, without the first, which is always `init`. */
export const WRITTEN = { ...FLOW, ...RULES, ...VALUES };

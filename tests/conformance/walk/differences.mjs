/**
 * Decides which disagreements over a walk are meant: each with its reason, and a proof that nothing else is the cause. Must
 * not hold a disagreement that nobody decided on.
 *
 * `fits({definition, steps, field, theirs, ours})` is asked only about the first step of a walk at which a field differs;
 * `steps` ends with that step. Where it fits, the rest of the walk is not compared.
 *
 * Progress is no difference but a field of its own: theirs counts pages that are behind, ours those that may still come, so
 * that it never goes back. isSound says what is asked of it.
 */

import { identity } from '../answer.mjs';
import { lookedAtAgain, walk } from './reference.mjs';
import { questionsOf } from './tree.mjs';

export const DIFFERENCES = [
  {
    name: 'a condition that is not looked at again',
    reason:
      'they look at a condition again only where the name that changed is written in it to the letter, and not where a part of ' +
      'an answer went with the whole; what was true before stays on the screen. Ours looks at every condition that asks for the answer',
    fits: ({ definition, steps, field, ours }) => same(lookedAtAgain(definition, steps)[field], ours),
  },
  {
    name: 'an answer that is empty',
    reason:
      "they keep '' and [] for a question that shows them, let conditions see them for a moment and put the least of a slider in " +
      'their place; to us what is empty is no answer',
    fits: ({ definition, steps, field, ours }) => steps.some(isEmptied) && same(walk(definition, steps.map(cleared)).at(-1)[field], ours),
  },
  {
    name: 'the same answer in another type',
    reason: 'they take 0 for false and 1 for true in some places and not in others; to us they are two answers',
    fits: ({ steps }) => isRetyped(steps),
  },
  {
    name: 'a panel that goes out of sight around the only line on the screen',
    reason: 'they show nothing then, and neither button leads on; ours shows the neighbour',
    fits: ({ definition, field, theirs }) =>
      definition.questionsOnPageMode === 'inputPerPage' && (field === 'texts' ? same(theirs, {}) : field === 'shows' || field === 'page'),
  },
  {
    name: 'a text in another language alone',
    reason: 'they show the name of a question whose title has neither the language nor a default; ours shows the language that there is',
    fits: ({ definition, field, theirs, ours }) =>
      field === 'texts' &&
      Object.keys(ours ?? {}).every((name) => same(theirs?.[name], ours[name]) || isOnlyElsewhere(definition, name, theirs?.[name], ours[name])),
  },
];

const same = (one, other) => identity({ value: one }) === identity({ value: other });

/** Whether a step gives an answer of nothing, which a visitor cannot. */
const isEmptied = ([verb, , value]) => verb === 'set' && (Array.isArray(value) ? !value.length : typeof value === 'string' && !value.trim());

/** The step as a visitor takes it: the answer is cleared. */
const cleared = (step) => (isEmptied(step) ? ['set', step[1], null] : step);

/** Whether the last answer is the one before to JavaScript alone: 0 for false, '1' for true. */
function isRetyped(steps) {
  const [verb, name, value] = steps.at(-1);
  const before = steps.slice(0, -1).findLast((step) => step[0] === 'set' && step[1] === name)?.[2];
  return verb === 'set' && typeof before !== typeof value && [before, value].some((one) => typeof one === 'boolean') && before == value;
}

/** Whether theirs is the question's name, and ours its title in a language that is not asked for. */
function isOnlyElsewhere(definition, name, theirs, ours) {
  const title = questionsOf(definition).find((question) => question.name === name)?.title;
  const texts = title && typeof title === 'object' && !title.default && !title[definition.locale ?? 'en'] ? Object.values(title) : [];
  return theirs === name && texts.includes(ours);
}

/** Whether our progress is what it has to be: 0 at the start and 100 at the end, as theirs says, and never less than before. */
export function isSound(theirs, before, ours) {
  if (theirs !== undefined) return ours === theirs;
  return typeof ours === 'number' && ours >= (before ?? 0) && ours <= 100;
}

/** The difference that a disagreement is, or nothing. */
export function differenceOf(disagreement) {
  return DIFFERENCES.find(({ fits }) => fits(disagreement));
}

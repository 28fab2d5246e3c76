/**
 * Decides how cases and answers are written and when two answers are one. Must not know either engine.
 *
 * An answer is `{value}`, or `{refused: true}` with what the engine said, or `{fault}` where it gave no answer at all.
 */

const MINUS_ZERO = '\u0000-0';

/** A case as one line of JSON. `JSON.stringify` makes 0 of -0, and an engine must be able to get the -0. */
export function lineOf({ expression, values, now, feature }) {
  const marked = (_, value) => (Object.is(value, -0) ? MINUS_ZERO : value);
  const text = JSON.stringify({ expression, values, now, feature }, marked);
  return text.replaceAll(JSON.stringify(MINUS_ZERO), '-0');
}

/** What JSON makes of a value: nothing, NaN and infinity become null, a date its text in UTC. */
export function plain(value) {
  return JSON.parse(JSON.stringify(value ?? null) ?? 'null');
}

/** A text that is the same for two answers exactly where they agree: numbers to the last bit, keys in any order. */
export function identity(answer) {
  if (answer.fault !== undefined) return `fault ${answer.fault}`;
  return answer.refused ? 'refused' : JSON.stringify(answer.value, sorted);
}

function sorted(_, value) {
  if (!value || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether two answers agree. A fault agrees with nothing. */
export function agree(theirs, ours) {
  return ours.fault === undefined && identity(theirs) === identity(ours);
}

/** An answer for a person to read. */
export function show(answer) {
  if (answer.fault !== undefined) return `fault: ${answer.fault}`;
  if (answer.refused) return answer.message ? `refused: ${answer.message}` : 'refused';
  return JSON.stringify(answer.value);
}

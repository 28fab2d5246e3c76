/**
 * Decides how written walks are spelled. Must not know any definition.
 */

export const [NEXT, PREV, COMPLETE] = [['next'], ['prev'], ['complete']];

export function set(name, value) {
  return ['set', name, value];
}

/** What is written beside `other`. */
export function write(name, text) {
  return ['set', `${name}-Comment`, text];
}

export function wait(seconds) {
  return ['wait', seconds];
}

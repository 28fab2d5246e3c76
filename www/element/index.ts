/**
 * Decides when `<lead-quiz>` is defined: once, whichever copy of the script comes first.
 * Must not know what the element draws. Importing it does nothing, so a server may import it too.
 */
import { quizElement } from './lead-quiz';
import type { Bridge } from './types';

export type * from './types';

/** Defines `<lead-quiz>` over `bridge`; does nothing where the name is taken. */
export function define(bridge: Bridge): void {
  if (!customElements.get('lead-quiz')) customElements.define('lead-quiz', quizElement(bridge));
}

/**
 * Decides where the focus goes: to the heading of a new step, to the summary of errors, to a field.
 * Must not know when a step changes, nor what it holds.
 */

/** Focuses the new step's heading, and brings the quiz into sight where its top is not. */
export function focusHeading(host: HTMLElement, root: ShadowRoot): void {
  root.getElementById('heading')?.focus({ preventScroll: true });
  // Ends a smooth scroll that is under way: it would carry the page past the quiz after it was measured.
  scrollTo({ top: scrollY, behavior: 'instant' });
  const top = host.getBoundingClientRect().top;
  if (top < 0 || top > innerHeight / 2) host.scrollIntoView();
}

/** Focuses the summary of errors, which is read out and holds the links to the fields. */
export function focusSummary(root: ShadowRoot): void {
  root.getElementById('summary')?.focus();
}

/** Focuses the field of this id in the root where `from` stands, or the one of its question that is wrong. */
export function focusField(from: Element, id: string): void {
  const field = (from.getRootNode() as ShadowRoot).getElementById(id);
  const wrong = '[aria-invalid=true]';
  (field?.matches(wrong) ? field : (field?.closest('.question')?.querySelector<HTMLElement>(wrong) ?? field))?.focus();
}

/** Puts a text into the field beside `from` and goes back there, before `from` itself is gone. */
export function fill(from: Element, text: string): void {
  const field = from.closest('.question')?.querySelector('input');
  if (!field) return;
  field.value = text;
  field.focus();
}

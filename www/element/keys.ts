/**
 * Decides what a key means in a quiz: digits choose, Enter is the main button, arrows never go on.
 * Must not know what a step looks like beyond its fields, nor what an answer means.
 */

/** An arrow key is held down: browsers report what it chooses as a click. */
let arrow = false;

/** Handles the end of a press, and a pointer that takes over. What `press` did with Space is not done again. */
export function release(event: Partial<KeyboardEvent> & Event): void {
  arrow = false;
  if (event.key === ' ' && goesOn(event.target)) event.preventDefault();
}

/** Whether the click that is being handled comes from an arrow key, which may choose but never go on. */
export function byArrow(): boolean {
  return arrow;
}

/** Handles a key pressed anywhere in the quiz; `main` does what the main button does. */
export function press(event: KeyboardEvent, main: () => void): void {
  const target = event.target as HTMLElement;
  arrow = event.key.startsWith('Arrow');
  if (event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const { key } = event;
  if (/^\d$/.test(key)) {
    if (!isTyping(target)) choose(event, chosen(event.currentTarget as HTMLElement, target, key));
  } else if ((key === 'Enter' || key === ' ') && goesOn(target)) {
    choose(event, target);
  } else if (key === 'Enter' && !target.closest('a, button, input, textarea')) {
    main();
  }
}

/** Whether the choice in focus goes on when it is made. Browsers ignore Space on one that is chosen already. */
function goesOn(target: EventTarget | null): boolean {
  return !!(target as HTMLElement).dataset.advance;
}

function choose(event: Event, input: HTMLElement | null | undefined): void {
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.click();
}

function isTyping(target: HTMLElement): boolean {
  return target.matches('textarea, input:not([type=radio], [type=checkbox])');
}

/** The choice that a digit means: of the question in focus, or of the only one that has any. */
function chosen(quiz: HTMLElement, target: HTMLElement, digit: string): HTMLElement | null | undefined {
  const groups = quiz.querySelectorAll('.choices');
  const group = target.closest('fieldset') ?? (groups.length === 1 ? groups[0] : undefined);
  return group?.querySelector<HTMLElement>(`[data-digit="${digit}"]`);
}

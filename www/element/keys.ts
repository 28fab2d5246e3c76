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
  if (/^[1-9]$/.test(key)) {
    if (!isTyping(target)) choose(event, choices(event.currentTarget as HTMLElement, target)[Number(key) - 1]);
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

function choose(event: Event, input: HTMLElement | undefined): void {
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.click();
}

function isTyping(target: HTMLElement): boolean {
  return target.matches('textarea, input:not([type=radio], [type=checkbox])');
}

/** The choices that digits mean: those of the question in focus, or of the only one that has any. */
function choices(quiz: HTMLElement, target: HTMLElement): NodeListOf<HTMLElement> | [] {
  const groups = quiz.querySelectorAll('fieldset');
  const group = target.closest('fieldset') ?? (groups.length === 1 ? groups[0] : undefined);
  return group ? group.querySelectorAll('input') : [];
}

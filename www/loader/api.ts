/**
 * The page's API: decides which command calls what. Must not do anything itself: values go in and out of the module.
 */
import type { Engine } from './engine';

/** A call that waits: its command and arguments, and the promise that it answers. */
export type Call = [call: unknown[], resolve: (value: unknown) => void, reject?: (error: unknown) => void];

/** An error with the stable code of what went wrong. */
class LeadSieveError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
    this.name = 'LeadSieveError';
  }
}

/** Runs calls of the page against an engine. Every call answers by a promise; none throws. */
export function api(engine: Engine): (call: unknown[]) => Promise<unknown> {
  const needed = () => {
    if (!engine.running) throw new LeadSieveError('the module is not running, expected it after leadsieve.ready', 'js/not-running');
    return engine;
  };
  const tell = (input: object) => refused(needed().input(input));
  const commands: Record<string, (...args: unknown[]) => unknown> = {
    consent: (said) => tell({ do: 'consent', said }),
    withdraw: () => tell({ do: 'withdraw' }),
    track: (name, properties) => tell({ do: 'track', name: String(name), properties }),
    lead: (contact, request) => tell({ do: 'lead', contact, request }),
    score: () => needed().ask('score'),
    source: () => needed().ask('source'),
    facts: () => needed().ask('facts'),
    leads: () => needed().ask('leads'),
    events: () => needed().ask('events'),
    open: (quiz) => reveal(String(quiz)),
    on: (event, handler) => listen(String(event), handler as (detail: unknown) => void),
    start: () => engine.again(),
    destroy: () => engine.end(),
  };
  const run = async ([command, ...args]: unknown[]): Promise<unknown> => {
    const known = Object.keys(commands);
    if (command === 'ready') return Object.fromEntries(known.map((name) => [name, (...args: unknown[]) => run([name, ...args])]));
    if (!known.includes(String(command))) {
      throw new LeadSieveError(`unknown command "${String(command)}", expected one of ${known.join(', ')}`, 'js/unknown-command');
    }
    return commands[String(command)]!(...args);
  };
  return run;
}

/** Brings a quiz of the page into view and gives it the focus. */
function reveal(quiz: string): void {
  const element = [...document.querySelectorAll<HTMLElement>('lead-quiz')].find((found) => found.getAttribute('name') === quiz);
  if (!element) throw new LeadSieveError(`found no <lead-quiz name="${quiz}"> on the page, expected one`, 'quiz/no-element');
  element.scrollIntoView({ block: 'start' });
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** Calls `handler` with the detail of each event; returns the way to stop. */
function listen(event: string, handler: (detail: unknown) => void): () => void {
  const name = `leadsieve:${event}`;
  const heard = (event: Event) => handler((event as CustomEvent<unknown>).detail);
  window.addEventListener(name, heard);
  return () => window.removeEventListener(name, heard);
}

/** The module's errors end in their code: it becomes a property. */
function refused(line: string | undefined): void {
  const found = /^(.*) \[([\w/-]+)\]$/s.exec(line ?? '');
  if (found) throw new LeadSieveError(found[1]!, found[2]!);
}

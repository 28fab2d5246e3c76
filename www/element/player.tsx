/**
 * Decides what stands in the shadow root: the quiz while the engine gives views, the owner's fallback form otherwise;
 * where the focus goes when the step changes, and when a finished quiz leaves the page. Must not know how a step looks or
 * what an answer means.
 */
import { h, render } from './dom';
import { focusHeading, focusSummary } from './focus';
import { safe } from './parts';
import { sheet } from './styles';
import type { Action, Bridge, Msg, View } from './types';
import { frame } from './view';

/** What the parts of a step may use. */
export interface Stage {
  /** What is to be seen. */
  view: View;
  /** Language of the texts, BCP 47. */
  lang: string;
  /** The text of a message. */
  say(message: Msg): string;
  /** Sends an action to the engine. */
  act(action: Action): void;
}

/** So long, in milliseconds, what became of the lead can be read before the visitor is sent elsewhere. */
const LEAVE_AFTER = 2000;

/** Plays one quiz in one shadow root. */
export interface Player {
  /** Shows the quiz of this name from now on. */
  follow(name: string): void;
  /** Stops listening; what is drawn stays for when the element comes back. */
  stop(): void;
}

/** Actions that ask for another step, so that the focus has to follow. */
const TURNS = ['start', 'next', 'back', 'send', 'restart'];

/** A double click takes no longer than this, in milliseconds. */
const DOUBLE_CLICK = 400;

/** A player for `host`, which shows the fallback form until a view comes. */
export function player(host: HTMLElement, root: ShadowRoot, bridge: Bridge): Player {
  /** Name of the quiz that was last opened. */
  let quiz = '';
  /** The step that is shown; empty while the fallback form is. */
  let step = '';
  /** How many steps were shown, and what the last one held. */
  let steps = 0;
  let last: View | undefined;
  /** The visitor asked for another step and has not got the answer yet. */
  let asked = false;
  /** When the shown step appeared, in milliseconds of the page's clock. */
  let turned = 0;
  /** A `send` that was not answered yet. */
  let sending = false;
  /** Drawing failed once: the fallback form stays. */
  let broken = false;
  /** The wait before the visitor is sent elsewhere. */
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let unsubscribe: (() => void) | undefined;

  const tools: Omit<Stage, 'view'> = {
    lang: bridge.lang,
    say: bridge.say,
    act(action) {
      const send = action.do === 'send';
      if (send && sending) return;
      sending = send;
      asked = TURNS.includes(action.do);
      bridge.act(quiz, action);
    },
  };

  /** The rest of a double click whose first half asked for this step means nothing here. */
  function dropTail(click: MouseEvent): void {
    if (!step || click.detail < 2 || !(asked || click.timeStamp - turned < DOUBLE_CLICK)) return;
    click.preventDefault();
    click.stopPropagation();
  }

  function draw(view: View | null): void {
    // Somebody who is filling the fallback form in is not disturbed; it works too.
    if (broken || (!step && host.matches(':focus-within'))) return;
    try {
      if (view) show(view);
      else fallBack();
    } catch (fault) {
      broken = true;
      step = '';
      root.replaceChildren(document.createElement('slot'));
      console.error('leadsieve: the quiz could not be drawn', fault);
    }
  }

  function fallBack(): void {
    step = '';
    render(<slot />, root);
  }

  function show(view: View): void {
    const before = step;
    const held = root.activeElement;
    const names = view.questions.map(({ name }) => name);
    // Questions come and go on a page: it is another one where none of them stayed.
    const stays = last?.state === view.state && (!names[0] || last.questions.some(({ name }) => names.includes(name)));
    if (!step || !stays) step = String(++steps);
    last = view;
    sending = false;
    render(frame({ ...tools, view }, step), root);
    if (step !== before) {
      turned = performance.now();
      if (before && (asked || held)) focusHeading(host, root);
      asked = false;
    } else if (asked && view.errors.length) {
      focusSummary(root);
      asked = false;
    }
    leave(view);
  }

  /** Sends the visitor where a finished quiz leads, unless its lead is still under way or was lost. */
  function leave({ redirect, delivery }: View): void {
    clearTimeout(leaving);
    const href = redirect && safe(redirect);
    if (href?.startsWith('http') && !/sending|failed/.test(delivery?.key ?? '')) leaving = setTimeout(() => location.assign(href), LEAVE_AFTER);
  }

  function stop(): void {
    unsubscribe?.();
    unsubscribe = undefined;
    clearTimeout(leaving);
  }

  root.addEventListener('click', dropTail as EventListener, true);
  fallBack();
  return {
    follow(name) {
      if (unsubscribe && quiz === name) return;
      stop();
      root.adoptedStyleSheets = [sheet()];
      const opened = quiz === name;
      quiz = name;
      unsubscribe = bridge.subscribe(name, draw);
      if (!opened) bridge.act(name, { do: 'open' });
    },
    stop,
  };
}

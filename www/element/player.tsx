/**
 * Decides what stands in the shadow root: the quiz while the engine gives views, the owner's fallback form otherwise;
 * and where the focus goes when the step changes. Must not know how a step looks or what an answer means.
 */
import { h, render } from './dom';
import { focusHeading, focusSummary } from './focus';
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
  /** The visitor asked for another step and has not got the answer yet. */
  let asked = false;
  /** When the shown step appeared, in milliseconds of the page's clock. */
  let turned = 0;
  /** A `send` that was not answered yet. */
  let sending = false;
  /** Drawing failed once: the fallback form stays. */
  let broken = false;
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
    step = [view.state, view.step, view.questions[0]?.name].join();
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
  }

  function stop(): void {
    unsubscribe?.();
    unsubscribe = undefined;
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

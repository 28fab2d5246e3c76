/**
 * Decides what survey-core does when a visitor walks through a quiz. Must not judge it, and must not let the machine's clock,
 * its time zone, a page or the walk before into it.
 *
 *     node walk/reference.mjs DEFINITION.json < steps      it speaks as `leadsieve quiz` does
 *
 * The steps, one a line. What a visitor cannot do changes nothing:
 *
 * | step | what it does |
 * |---|---|
 * | `["init", now]` | begins anew, with no answers. `now` is the moment in milliseconds since 1970; it stands still |
 * | `["set", name, value]` | answers the question as a visitor does by pointer, or as a page does that fills in what it knows: |
 * | | whatever page it is on, visible or not, but never where it is read-only or takes no input. null clears the |
 * | | answer as its own button does. Of more values than `maxSelectedChoices` the first ones are taken. No such |
 * | | question: nothing |
 * | `["set", "NAME-Comment", text]` | what is written beside the choice `other`; nothing unless that is chosen |
 * | `["next"]` | Start on the start page; else Next: the page is checked, the triggers run, the next visible page is shown. |
 * | | Where a complete trigger holds this is the end |
 * | `["prev"]` | Previous, where that button is shown. Nothing is checked; it goes back over what a skip trigger skipped |
 * | `["complete"]` | Complete, where that button is shown: on the last page, and where a complete trigger holds |
 * | `["wait", seconds]` | lets time pass, which counts for `maxTimeToFinish` alone. The count begins with the first page |
 *
 * A page that turns by itself (`goNextPageAutomatic`) does so within the step. After the end nothing happens any more. A line
 * follows each step; line.mjs says what it holds.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Clock } from './clock.mjs';
import { isOnScreen, lineOf } from './line.mjs';

// Dates without a zone are read in the zone of the process, so it is set before the library is there.
process.env.TZ = 'UTC';
const { Model, settings } = await import('survey-core');

/** When walks take place unless they say otherwise. */
export const NOW = Date.UTC(2026, 10, 22, 9, 30);

const COMMENT = '-Comment';

/** One visitor who walks through one definition. */
export class Visit {
  #survey;
  #clock;
  #url = null;
  #counts;

  constructor(definition, now = NOW) {
    this.#clock = new Clock(now);
    this.#counts = Boolean(definition.maxTimeToFinish || definition.timeLimit);
    this.#within(() => {
      this.#survey = new Model(structuredClone(definition));
      this.#survey.onNavigateToUrl.add((_, options) => {
        this.#url = options.url || null;
        options.allow = false;
      });
      this.#settle();
    });
  }

  /** What survey-core has against the definition. */
  get errors() {
    return (this.#survey.jsonErrors ?? []).map(({ message }) => message);
  }

  /** Takes a step, and gives the line that follows it. */
  take(step) {
    return this.#within(() => {
      if (this.#survey.state !== 'completed') this.#do(...step);
      return lineOf(this.#survey, step, this.#url);
    });
  }

  /** Looks at every condition again, as nothing that a visitor does makes the library do; gives the line as it is then. */
  again(step) {
    return this.#within(() => {
      this.#survey.runExpressions();
      return lineOf(this.#survey, step, this.#url);
    });
  }

  /** Must be called when the visitor leaves: surveys share one timer. */
  leave() {
    this.#within(() => {
      this.#survey.stopTimer();
      this.#survey.dispose();
    });
  }

  #do(verb, ...rest) {
    const survey = this.#survey;
    if (verb === 'set') set(survey, ...rest);
    if (verb === 'next') survey.state === 'starting' ? survey.start() : survey.nextPage();
    if (verb === 'prev' && survey.isShowPrevButton) survey.prevPage();
    if (verb === 'complete' && survey.isCompleteButtonVisible) survey.tryComplete();
    if (verb === 'wait') this.#clock.pass(...rest);
    this.#settle();
  }

  /** What a page would do by itself after a step. */
  #settle() {
    this.#clock.settle();
    // A skip trigger waits until the page it went to is drawn; until then it would not go there again.
    this.#survey.focusQuestionInfo();
    // A page that shows no timer has to start it.
    if (this.#counts && this.#survey.state === 'running') this.#survey.startTimer();
  }

  /** Calls `action` with this visit's clock, and without the library's warnings. */
  #within(action) {
    const { warn, error } = console;
    const { onDateCreated } = settings;
    console.warn = console.error = () => {};
    settings.onDateCreated = (made, reason, from) => (from ? made : new Date(this.#clock.now));
    try {
      return this.#clock.hold(action);
    } finally {
      settings.onDateCreated = onDateCreated;
      Object.assign(console, { warn, error });
    }
  }
}

function set(survey, name, value) {
  const question = survey.getQuestionByName(name);
  if (!question) return comment(survey, name, value);
  if (question.isReadOnly || !question.hasInput) return;
  if (value === null) return question.clearValueFromUI();
  // Some questions turn the page only after a pointer was on them.
  if (isOnScreen(survey, question)) question.onMouseDown();
  question.value = cut(question, structuredClone(value));
  question.isMouseDown = false;
}

/** `NAME-Comment` is where survey-core keeps what stands beside `other`. */
function comment(survey, name, value) {
  const question = name.endsWith(COMMENT) && survey.getQuestionByName(name.slice(0, -COMMENT.length));
  if (question?.showOtherItem && !question.isReadOnly) question.setCommentValue(question.otherItem, value ?? '');
}

/** What can be ticked: where the most are, the rest cannot. */
function cut({ maxSelectedChoices: most }, value) {
  return most > 0 && Array.isArray(value) ? value.slice(0, most) : value;
}

/** The lines of one walk. */
export function walk(definition, steps, now = NOW) {
  const visit = new Visit(definition, now);
  try {
    return steps.map((step) => visit.take(step));
  } finally {
    visit.leave();
  }
}

/** The line after the last step of a walk, once every condition was looked at again. */
export function lookedAtAgain(definition, steps, now = NOW) {
  const visit = new Visit(definition, now);
  try {
    steps.forEach((step) => visit.take(step));
    return visit.again(steps.at(-1));
  } finally {
    visit.leave();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const definition = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  let visit;
  for await (const text of createInterface({ input: process.stdin })) {
    const step = JSON.parse(text);
    if (step[0] === 'init') {
      visit?.leave();
      visit = new Visit(definition, step[1]);
    }
    process.stdout.write(`${JSON.stringify(visit.take(step))}\n`);
  }
}

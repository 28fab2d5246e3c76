/**
 * Decides which walks are taken through a definition: first those that are written down for it, then random ones. Must not
 * judge what comes of them; it looks at survey-core's lines only to go where a visitor could go.
 *
 *     node walk/steps.mjs FILE [COUNT] [SEED]      prints the steps of the walks through one definition, a walk a line
 */
import { pathToFileURL } from 'node:url';
import { Dice } from '../case/dice.mjs';
import { NOW, Visit } from './reference.mjs';
import { questionsOf } from './tree.mjs';
import { commentFor, hintsOf, valueFor } from './value.mjs';
import { WRITTEN } from './written.mjs';

export const COUNT = 20;
export const SEED = 1;

const [FEWEST, MOST] = [6, 14];

/** Every walk as `{steps, lines}`: the lines are survey-core's. The same seed gives the same walks. */
export function walksOf(file, definition, seed = SEED, count = COUNT) {
  const dice = new Dice(seed + nameNumber(file));
  const written = (WRITTEN[file] ?? []).map((steps) => take(definition, steps));
  const random = Math.max(0, count - written.length);
  return [...written, ...dice.some(random, () => wander(dice, definition))];
}

/** Every definition has its own sequence, so that a new one does not change the walks of others. */
function nameNumber(file) {
  return [...file].reduce((sum, letter) => Math.imul(sum, 31) + letter.codePointAt(0), 7);
}

/** A walk whose steps are known. */
function take(definition, steps) {
  const path = new Path(definition);
  for (const step of steps) path.go(step);
  return path.end();
}

/** A walk whose steps depend on what is on the screen. */
function wander(dice, definition) {
  const path = new Path(definition);
  const hints = hintsOf(definition);
  const questions = questionsOf(definition);
  const length = dice.between(FEWEST, MOST) + questions.length;
  while (path.length < length && path.line.state !== 'completed') path.go(nextStep(dice, definition, questions, hints, path.line));
  // What comes after the end is nothing, and that is to be seen now and then.
  if (dice.often(0.2)) path.go(nextStep(dice, definition, questions, hints, path.line));
  return path.end();
}

/** One question at a time, and the next by itself: there survey-core goes on whichever question is answered. */
function turnsByItself({ questionsOnPageMode, goNextPageAutomatic, autoAdvanceEnabled }) {
  return questionsOnPageMode === 'questionPerPage' && Boolean(goNextPageAutomatic || autoAdvanceEnabled);
}

function nextStep(dice, definition, questions, hints, { texts, errors, data, shows }) {
  const here = questions.filter(({ name }) => name in texts);
  const wrong = here.filter(({ name }) => errors.includes(name));
  const open = here.filter(({ name }) => !(name in data));
  const others = here.filter(({ name }) => [data[name]].flat().includes('other'));
  const timed = definition.maxTimeToFinish || definition.timeLimit;
  const set = (list) => () => answer(dice, dice.pick(list), hints);
  return dice.weigh([
    [wrong.length ? 25 : 0, set(wrong)],
    [open.length ? 10 : 0, set(open)],
    [here.length ? 3 : 0, set(here)],
    [turnsByItself(definition) ? 0 : 1, set(questions)],
    [others.length ? 8 : 0, () => ['set', `${dice.pick(others).name}-Comment`, commentFor(dice)]],
    [open.length ? 2 : 8, () => ['next']],
    [shows.includes('prev') ? 1.5 : 0.2, () => ['prev']],
    [shows.includes('complete') ? (open.length ? 1 : 4) : 0.3, () => ['complete']],
    [timed ? 2 : 0, () => ['wait', dice.pick([1, 2, 5, 30])]],
  ])();
}

function answer(dice, question, hints) {
  return ['set', question.name, valueFor(dice, question, hints)];
}

/** The steps so far and what survey-core says to each. */
class Path {
  #definition;
  #visit;
  #steps = [];
  #lines = [];

  constructor(definition) {
    this.#definition = definition;
    this.#begin([['init', NOW]]);
  }

  get length() {
    return this.#steps.length;
  }

  get line() {
    return this.#lines.at(-1);
  }

  /** Takes a step. One at which survey-core throws is left out: there is nothing to compare with. */
  go(step) {
    const before = this.#steps;
    try {
      this.#lines.push(this.#visit.take(step));
      this.#steps = [...before, step];
    } catch {
      this.#visit.leave();
      this.#begin(before);
    }
  }

  end() {
    this.#visit.leave();
    return { steps: this.#steps, lines: this.#lines };
  }

  #begin(steps) {
    this.#visit = new Visit(this.#definition);
    this.#lines = steps.map((step) => this.#visit.take(step));
    this.#steps = steps;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { load } = await import('./definitions.mjs');
  const [file, ...rest] = process.argv.slice(2);
  const [count = COUNT, seed = SEED] = rest.map(Number);
  for (const { steps } of walksOf(file, load(file), seed, count)) console.log(JSON.stringify(steps));
}

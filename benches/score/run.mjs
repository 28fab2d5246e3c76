/**
 * One run of the score's bench, in Node and in a page alike: makes both tables, sees that all engines agree on every lead, then
 * lets them take turns. Must not know where it runs, nor what is held against the times.
 *
 * Everything is made ready before the clock runs: tables are read and compiled, leads stand as objects for the peers and as
 * columns for us: once with codes for texts, as column stores and data frames keep them, and once with the texts themselves.
 * What is timed is from there to the scores of all leads: handing the columns over to the module, coding their
 * texts, scoring, and handing the scores back are ours; calling the functions for each lead and adding their points, theirs.
 * All give fit, intent and class.
 */
import { Engine } from 'json-rules-engine';
import { LogicEngine } from 'json-logic-engine';
import { codes, leads, lists, table } from './table.mjs';

const NOW = Date.UTC(2026, 10, 22, 9, 30);

/** Rules, columns, leads of one round, and leads that json-rules-engine gets: it takes milliseconds for each. */
const CASES = [
  { rules: 10, width: 8, leads: 50_000, few: 1_000, rounds: 9 },
  { rules: 1_000, width: 24, leads: 4_000, few: 30, rounds: 7 },
];

const AXES = ['fit', 'intent'];
const ORDINARY = 'ordinary';

/* ---- the engines: each gives a function from leads to `{ fit, intent, class }` in lists ---- */

function ours(tools, made, form, more) {
  const types = Object.fromEntries(made.columns.map(({ name, type }) => [name, type]));
  const scorer = new tools.Scorer(made.ours, types);
  const { classes } = scorer;
  return {
    ready: (all) => form(made, all),
    score: (columns) => scorer.many(columns, { now: NOW, ...more }),
    told: (scores) => ({ ...scores, class: Array.from(scores.class, (place) => classes[place]) }),
  };
}

/** A class by the points of both axes. */
function classOf(conditions, score) {
  for (const [id, holds] of conditions) if (holds(score)) return id;
  return ORDINARY;
}

const asLogic = ({ classes }, build) => classes.map(([id, axis, least]) => [id, build({ '>=': [{ var: axis }, least] })]);

/** A peer that has one function for each axis: rules that give points or none, added up. */
function summed(made, build) {
  const sum = (axis) => build({ '+': made.rules.filter((rule) => rule.axis === axis).map(({ logic, points }) => ({ if: [logic, points, 0] })) });
  const [fitOf, intentOf] = AXES.map(sum);
  const conditions = asLogic(made, build);
  return each((lead) => {
    const score = { fit: fitOf(lead), intent: intentOf(lead) };
    return { ...score, class: classOf(conditions, score) };
  });
}

/** A peer that has one function for each rule. */
function single(made, build) {
  const rules = made.rules.map(({ axis, points, logic }) => ({ isFit: axis === 'fit', points, holds: build(logic) }));
  const conditions = asLogic(made, build);
  return each((lead) => {
    let [fit, intent] = [0, 0];
    for (const { isFit, points, holds } of rules) {
      if (!holds(lead)) continue;
      if (isFit) fit += points; else intent += points;
    }
    const score = { fit, intent };
    return { fit, intent, class: classOf(conditions, score) };
  });
}

function each(one) {
  const score = (all) => {
    const scores = { fit: new Int32Array(all.length), intent: new Int32Array(all.length), class: new Array(all.length) };
    for (let at = 0; at < all.length; at++) {
      const found = one(all[at]);
      scores.fit[at] = found.fit;
      scores.intent[at] = found.intent;
      scores.class[at] = found.class;
    }
    return scores;
  };
  return { ready: (all) => all, score, told: (scores) => scores };
}

function ruled(made) {
  const engine = new Engine();
  for (const { axis, points, conditions } of made.rules) engine.addRule({ conditions, event: { type: axis, params: { points } } });
  const score = async (all) => {
    const scores = { fit: new Int32Array(all.length), intent: new Int32Array(all.length), class: new Array(all.length) };
    for (let at = 0; at < all.length; at++) {
      const { events } = await engine.run(all[at]);
      for (const { type, params } of events) scores[type][at] += params.points;
      const found = made.classes.find(([, axis, least]) => scores[axis][at] >= least);
      scores.class[at] = found ? found[0] : ORDINARY;
    }
    return scores;
  };
  return { ready: (all) => all, score, told: (scores) => scores, isSlow: true };
}

/** All of them. A peer has every form in which it may be at its best. */
function engines(tools, made) {
  const logic = new LogicEngine();
  const compiled = (rule) => logic.build(rule);
  const interpreted = (rule) => (lead) => logic.run(rule, lead);
  return {
    'leadsieve, codes of texts': ours(tools, made, codes),
    'leadsieve, lists of texts': ours(tools, made, lists),
    'leadsieve, lists, explained': ours(tools, made, lists, { explain: true }),
    'json-logic-engine compiled, a function an axis': summed(made, compiled),
    'json-logic-engine compiled, a function a rule': single(made, compiled),
    'json-logic-engine interpreted, a run an axis': summed(made, interpreted),
    'json-logic-engine interpreted, a run a rule': single(made, interpreted),
    'json-rules-engine': ruled(made),
  };
}

/* ---- measuring ---- */

function compare(name, found, expected, count) {
  for (const field of [...AXES, 'class']) {
    for (let at = 0; at < count; at++) {
      if (found[field][at] !== expected[field][at]) {
        throw new Error(`${name}: lead ${at}: ${field} is ${found[field][at]}, expected ${expected[field][at]}`);
      }
    }
  }
}

const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

async function measure(tools, { rules, width, leads: count, few, rounds }) {
  const made = table(rules, width);
  const all = leads(made, count);
  const sides = Object.entries(engines(tools, made)).map(([name, engine]) => {
    const own = engine.isSlow ? all.slice(0, few) : all;
    return { name, engine, size: own.length, given: engine.ready(own), times: [] };
  });
  let expected;
  for (const { name, engine, size, given } of sides) {
    const told = engine.told(await engine.score(given));
    expected ??= told;
    compare(name, told, expected, size);
  }
  // The first rounds, which nobody counts, warm everything up; then each begins a round in its turn.
  for (let round = -2; round < rounds; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      const { engine, size, given, times } = sides[(turn + round + sides.length) % sides.length];
      const start = performance.now();
      await engine.score(given);
      if (round >= 0) times.push((performance.now() - start) / size);
    }
  }
  return { rules, width, leads: count, us: Object.fromEntries(sides.map(({ name, times }) => [name, median(times) * 1000])) };
}

/** Microseconds for each lead, by table and engine. */
export async function run(tools) {
  const found = [];
  for (const one of CASES) found.push(await measure(tools, one));
  return found;
}

/**
 * Decides the cases of functions over dates: every unit, every kind of value, months that end early, years that leap. Must
 * not know the clock: the moment of a case is given to it, as `now`.
 */
import { call, callOf } from './function.mjs';
import { DATES, KIND_NAMES, ODD_DATES, TIMES } from './value.mjs';

const UNITS = ['days', 'months', 'years', 'hours', 'minutes', 'seconds'];
const ODD_UNITS = ["'weeks'", "'Days'", "''", '{missing}', 'months', 'day', '5'];
const AMOUNTS = [
  '1', '-1', '0', '11', '13', '-400', '2.5', '-0.5', "'2'", '{amount}', '{words}', '{list}', 'true', '1000000',
];
const READERS = [
  'getDate({d})', 'getDate({#d})', "dateAdd({#d}, 1, 'days')", 'diffDays({#d}, 5)', '{#d} > today()',
  "getDate('2024-02-29') = {#d}",
];
const PARTS = ['getYear', 'year', 'month', 'day', 'weekday'];
const ALL = [...DATES, ...TIMES];

/** A date as an argument: by name, as a literal, or made by another function. */
function dateText(dice, name) {
  return dice.pick([`{${name}}`, `{${name}}`, `{#${name}}`, `getDate({${name}})`, 'today()', 'currentDate()']);
}

/** Year, month, day and their like: every date, and every kind. */
function* parts(dice) {
  for (const name of PARTS) {
    for (const d of ALL) {
      const text = dice.pick(['{d}', '{#d}', 'getDate({d})']);
      yield { expression: `${name}(${text})`, values: { d }, feature: `${name} date` };
    }
    for (const kind of KIND_NAMES) yield callOf(dice, name, [kind]);
  }
}

/** What text is a date at all, in each function that reads one. */
function* readings(dice) {
  for (const d of [...ALL, ...ODD_DATES]) {
    const feature = ALL.includes(d) ? 'date reading' : 'date odd';
    for (const expression of READERS) yield { expression, values: { d }, feature: `${feature} ${d}` };
  }
  for (const kind of KIND_NAMES) yield callOf(dice, 'getDate', [kind]);
}

/** Today with and without days, and the functions that take nothing. */
function* presents(dice) {
  for (let round = 0; round < 4; round++) {
    for (const name of ['today', 'currentDate', 'currentYear']) {
      yield { expression: `${name}()`, values: {}, feature: `${name} nothing` };
    }
    for (const amount of AMOUNTS.slice(0, -1)) {
      const values = { amount: dice.between(-40, 40), words: '3', list: [2] };
      yield { expression: `today(${amount})`, values, feature: `today ${amount}` };
    }
  }
  for (const kind of KIND_NAMES) {
    for (const name of ['today', 'currentDate', 'currentYear']) yield callOf(dice, name, [kind]);
  }
}

/** Ages: by each unit, of births around the day itself, and of every kind. */
function* ages(dice) {
  for (const d of [...ALL, '2006-03-01', '2006-02-28', '2030-05-05', '1900-01-01']) {
    yield { expression: 'age({d})', values: { d }, feature: 'age date' };
    for (const unit of UNITS) yield { expression: `age({d}, '${unit}')`, values: { d }, feature: `age ${unit}` };
  }
  for (const kind of KIND_NAMES) {
    yield callOf(dice, 'age', [kind]);
    yield callOf(dice, 'age', ['moment', kind]);
  }
}

/** Differences by each unit, both ways round, and every kind in either place. */
function* differences(dice) {
  for (const unit of [...UNITS.map((unit) => `'${unit}'`), ...ODD_UNITS]) {
    for (let round = 0; round < 12; round++) {
      const values = { d: dice.pick(ALL), e: dice.pick(ALL) };
      const texts = [dateText(dice, 'd'), dateText(dice, 'e'), unit];
      yield { expression: call(dice, 'dateDiff', texts), values, feature: `dateDiff ${unit}` };
    }
  }
  for (const name of ['dateDiff', 'diffDays']) {
    for (let round = 0; round < 15; round++) {
      const values = { d: dice.pick(ALL), e: dice.pick(ALL) };
      yield { expression: call(dice, name, [dateText(dice, 'd'), dateText(dice, 'e')]), values, feature: `${name} dates` };
    }
    for (const kind of KIND_NAMES) {
      yield callOf(dice, name, [kind, 'moment']);
      yield callOf(dice, name, ['moment', kind]);
    }
  }
}

/** Additions of each amount in each unit, and every kind in every place. */
function* additions(dice) {
  for (const unit of [...UNITS.map((unit) => `'${unit}'`), ...ODD_UNITS]) {
    for (const amount of AMOUNTS) {
      const values = { d: dice.pick(ALL), amount: dice.between(-30, 30), words: '2', list: [2] };
      const expression = call(dice, 'dateAdd', [dateText(dice, 'd'), amount, unit]);
      yield { expression, values, feature: `dateAdd ${unit},${amount}` };
    }
  }
  for (const kind of KIND_NAMES) {
    yield callOf(dice, 'dateAdd', [kind, 'number']);
    yield callOf(dice, 'dateAdd', ['moment', kind]);
    yield callOf(dice, 'dateAdd', ['moment', 'number', kind]);
  }
}

/** Dates beside dates and texts: how comparing them cuts the finer parts of a moment away. */
function* comparisons(dice) {
  const texts = [...DATES, ...TIMES, '2024-02-29T13', '2024-02-29T00:00', '2024-02-29T13:45:10.123', '2024-02'];
  for (const sign of ['=', '!=', '<', '<=', '>', '>=']) {
    for (let round = 0; round < 14; round++) {
      const values = { d: dice.pick(dice.often(0.4) ? texts.slice(0, 1) : texts), e: dice.pick(texts) };
      const made = dice.pick(['today()', 'currentDate()', 'getDate({d})', "dateAdd({d}, 1, 'hours')"]);
      const sides = [made, dice.pick(['{e}', '{d}', '{#e}', 'today()'])];
      const [left, right] = dice.often(0.5) ? sides : sides.reverse();
      yield { expression: `${left} ${sign} ${right}`, values, feature: `date compare ${sign}` };
    }
  }
}

/** All cases of dates, once. */
export function* dates(dice) {
  yield* parts(dice);
  yield* readings(dice);
  yield* presents(dice);
  yield* ages(dice);
  yield* differences(dice);
  yield* additions(dice);
  yield* comparisons(dice);
}

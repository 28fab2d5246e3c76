/**
 * Decides the cases of functions over numbers, texts and choices, and the list of all functions that are held to agree.
 * Must not test dates (date.mjs) or lists of records (record.mjs).
 */
import { operand } from './operand.mjs';
import { KIND_NAMES } from './value.mjs';

/** Every function whose answer hangs on nothing but its arguments and the moment. */
export const FUNCTIONS = [
  'sum', 'min', 'max', 'count', 'avg', 'round', 'trunc', 'iif', 'substring', 'sumInArray', 'minInArray', 'maxInArray',
  'countInArray', 'avgInArray', 'getDate', 'age', 'dateDiff', 'dateAdd', 'today', 'currentDate', 'currentYear',
  'getYear',
  'year', 'month', 'day', 'weekday', 'diffDays',
];
/** Functions that ask a form that is open; an expression that stands alone has no such form. */
export const LIVE = ['displayValue', 'propertyValue', 'getComment', 'isContainerReady', 'isDisplayMode'];

const FOLDS = ['sum', 'min', 'max', 'count', 'avg'];
const PRECISIONS = ['0', '1', '2', '3', '-1', '-2', '1.5', "'2'", '{p}', '20'];
const NUMBERS = [
  '1.005', '2.5', '-2.5', '3.5', '-0.5', '0.5', '1234.5678', '-1234.5678', '0.1', '99.995', '1e0', '10', '0', '-7',
  '8.345',
];
const WORDS = ['hello', 'Москва', ' a b ', '12345', '', "it's", 'true', '05', 'éa'];
const EDGES = ['0', '1', '3', '-1', '99', '1.9', "'2'", "'x'", '{missing}', '{empty}', '{list}', '{start}', 'true'];

/** A call, with one space, none or several where the grammar lets them stand. */
export function call(dice, name, texts) {
  return `${name}(${texts.join(dice.pick([', ', ',', ' , ']))})`;
}

/** A call of operands of the given kinds, each under a name of its own. A null literal cannot be an argument. */
export function callOf(dice, name, kinds) {
  const literals = (kind) => (kind === 'null' || kind === 'mixed' ? 0 : 0.2);
  const parts = kinds.map((kind, index) => operand(dice, 'abcdef'[index], kind, { literals: literals(kind) }));
  const values = Object.assign({}, ...parts.map((part) => part.values));
  const feature = `${name} ${kinds.length ? kinds.join(',') : 'nothing'}`;
  return { expression: call(dice, name, parts.map(({ text }) => text)), values, feature };
}

/** Sum, min, max, count, avg: a kind alone, beside a number, and several at once. */
function* folds(dice) {
  for (const name of FOLDS) {
    for (const kind of KIND_NAMES) {
      yield callOf(dice, name, [kind]);
      yield callOf(dice, name, dice.shuffle([kind, dice.pick(['number', 'numbers', 'digits'])]));
    }
    const feature = `${name} several`;
    for (let round = 0; round < 40; round++) {
      for (const kinds of [KIND_NAMES, ['number', 'digits', 'numbers', 'missing']]) {
        yield { ...callOf(dice, name, dice.some(dice.between(2, 5), () => dice.pick(kinds))), feature };
      }
    }
  }
}

/** Round and trunc: what lies on an edge, each precision, every kind in either place. */
function* roundings(dice) {
  for (const name of ['round', 'trunc']) {
    for (const kind of KIND_NAMES) {
      yield callOf(dice, name, [kind]);
      yield callOf(dice, name, [kind, 'number']);
      yield callOf(dice, name, ['number', kind]);
    }
    for (const number of NUMBERS) {
      const values = { n: Number(number), p: dice.between(0, 4), t: number };
      const subject = () => dice.pick(['{n}', '{n}', '{t}', '{n} * 3', '{n} / 7']);
      yield { expression: call(dice, name, [subject()]), values, feature: `${name} whole` };
      for (const precision of PRECISIONS) {
        yield { expression: call(dice, name, [subject(), precision]), values, feature: `${name} precision ${precision}` };
      }
    }
  }
}

/** Iif: every kind decides once; then kinds in all places, with two arguments and three. */
function* choices(dice) {
  for (const kind of KIND_NAMES) {
    const { text, values } = operand(dice, 'a', kind, { literals: kind === 'null' || kind === 'mixed' ? 0 : 0.3 });
    yield { expression: call(dice, 'iif', [text, "'yes'", "'no'"]), values, feature: `iif ${kind}` };
    yield { expression: call(dice, 'iif', [text, '1']), values, feature: `iif ${kind},two` };
    yield callOf(dice, 'iif', [dice.pick(['true', 'false']), kind, dice.pick(KIND_NAMES)]);
  }
  for (let round = 0; round < 60; round++) {
    const condition = dice.pick(['{a} > {b}', '{a} notempty', '!{a}', '{a} and {b}', '{a} contains {b}', '{a} = 5']);
    const parts = ['a', 'b'].map((name) => operand(dice, name, dice.pick(KIND_NAMES), { literals: 0 }));
    const inner = dice.pick(["'x'", 'iif({b}, 1, 2)', '{a} + 1', '[1, {b}]']);
    const values = Object.assign({}, ...parts.map(({ values }) => values));
    yield { expression: call(dice, 'iif', [condition, inner, '{b}']), values, feature: 'iif condition' };
  }
}

/** Substring: every pair of odd edges over texts, and every kind in every place. */
function* cuts(dice) {
  for (const start of EDGES) {
    for (const end of [undefined, ...EDGES]) {
      const values = { s: dice.pick(WORDS), empty: '', list: [1], start: dice.between(0, 3) };
      const subject = dice.pick(['{s}', '{#s}', "'hello'", "'12345'", "{s} + 'xyz'"]);
      const texts = end === undefined ? [subject, start] : [subject, start, end];
      yield { expression: call(dice, 'substring', texts), values, feature: `substring ${start},${end ?? 'rest'}` };
    }
  }
  for (const kind of KIND_NAMES) {
    yield callOf(dice, 'substring', [kind, 'zero']);
    yield callOf(dice, 'substring', ['text', kind]);
    yield callOf(dice, 'substring', ['text', 'zero', kind]);
  }
}

/** Each function with too few arguments and too many. */
function* counts(dice) {
  for (const name of FUNCTIONS) {
    for (let count = 0; count < 5; count++) {
      const kinds = dice.some(count, () => dice.pick(['number', 'text', 'moment', 'numbers', 'missing']));
      yield { ...callOf(dice, name, kinds), feature: `${name} ${count} arguments` };
    }
  }
}

/** Names that are not known, known in other letters only, or known to an open form only. */
function* strangers() {
  const values = { a: 5, b: 7 };
  for (const name of ['foo', 'sqrt', 'isEmpty', 'concat', 'negate', 'contains', 'not', 'true']) {
    yield { expression: `${name}({a})`, values, feature: 'stranger unknown' };
    yield { expression: `{a} = 5 or ${name}({a}, 1) > 2`, values, feature: 'stranger unknown' };
  }
  for (const name of ['SUM', 'Sum', 'IIF', 'Iif', 'MAX', 'Round', 'getdate', 'SubString', 'TODAY']) {
    yield { expression: `${name}({a}, {b}, 1)`, values, feature: 'stranger letters' };
  }
  for (const name of LIVE) yield { expression: `${name}('a', 'b')`, values, feature: 'stranger live' };
}

/** All cases of these functions, once. */
export function* functions(dice) {
  yield* folds(dice);
  yield* roundings(dice);
  yield* choices(dice);
  yield* cuts(dice);
  yield* counts(dice);
  yield* strangers();
}

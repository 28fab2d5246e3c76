/**
 * Decides the cases of the five functions over lists of records: which field, which condition, which other field is given
 * back. Must not know other functions.
 */
import { callOf } from './function.mjs';
import { KIND_NAMES, KINDS, sample } from './value.mjs';

const NAMES = ['sumInArray', 'minInArray', 'maxInArray', 'countInArray', 'avgInArray'];
const PICKS = ['minInArray', 'maxInArray'];

/** Lists as forms give them: numbers, numeric texts, holes, odd items; and a map of rows, as a matrix gives it. */
const LISTS = [
  [{ v: 10, w: 'x' }, { v: 20, w: 'y' }, { v: 5, w: 'x' }],
  [{ v: 1.1 }, { v: 2.2 }, { v: 3.3 }],
  [{ v: '10', w: 'X' }, { v: ' 20 ', w: 'y' }, { v: '1,5', w: 'x' }],
  [{ v: 'abc', w: 'x' }, { v: 7, w: 'x' }, { w: 'x' }, { v: null, w: 'y' }, { v: '', w: 'y' }],
  [{ v: 0, w: 0 }, { v: -3, w: false }, { v: -3, w: 'x' }],
  [{ V: 1, W: 'x' }, { v: 2, W: 'y' }],
  [null, 5, 'text', [], { v: 4, w: 'x' }, [{ v: 1 }]],
  [{ v: true, w: 'x' }, { v: false, w: 'y' }, { v: 3 }],
  [{ v: [1], w: 'x' }, { v: [], w: 'y' }, { v: {}, w: 'x' }],
  [{ v: 1, w: 'x', z: { q: 5 } }, { v: 2, w: 'y', z: { q: 9 } }],
  [],
  { row1: { v: 1, w: 'x' }, row2: { v: 2, w: 'y' } },
  {},
];
const FIELDS = ["'v'", "'v'", "'v'", 'v', "'w'", "'V'", "'missing'", '{field}', '5', "''"];
const CONDITIONS = [
  "'{w} = \\'x\\''", "{w} = 'x'", "'{v} > 4'", '{v} > 4', '{v} > 1 and {w} = x', "{W} = 'x'", '{w} notempty',
  '!({v} < 3)', '{condition}',
  '{v} >= {limit}', '{z.q} > 5', '{missing} empty', "'{v} >'", 'true', 'false', '1 = 1', '{w} anyof [x, y]',
  'sum({v}, 1) > 3', '{w} = null',
  "'{v} > 1 or {w} = x'", '{v} != 5', "{w} contains 'X'", '-1', "{v} = '10'",
];
const RETURNS = ["'w'", 'w', "'v'", "'missing'", '{back}', "''", "'z'"];

function filled(dice) {
  const condition = dice.pick(['{v} > 4', "{w} = 'x'", 'w', 5, true]);
  return { l: dice.pick(LISTS), field: 'v', limit: 3, condition, back: 'w', v: 6, w: 'x' };
}

/** All cases of these functions, once. */
export function* records(dice) {
  for (const name of NAMES) {
    for (const l of LISTS) {
      yield { expression: `${name}({l}, 'v')`, values: { l }, feature: `${name} plain` };
      yield { expression: `${name}({l}, ${dice.pick(FIELDS)})`, values: { ...filled(dice), l }, feature: `${name} field` };
    }
    for (const condition of CONDITIONS) {
      for (const field of ["'v'", dice.pick(FIELDS)]) {
        const expression = `${name}({l}, ${field}, ${condition})`;
        yield { expression, values: filled(dice), feature: `${name} condition ${condition}` };
      }
    }
    for (const kind of KIND_NAMES) {
      yield callOf(dice, name, [kind, 'text']);
      yield { ...callOf(dice, name, [kind]), feature: `${name} ${kind}` };
      yield callOf(dice, name, ['records', kind]);
      const b = KINDS[kind] ? sample(dice, kind) : null;
      yield { expression: `${name}({b}, 'a')`, values: b === undefined ? {} : { b }, feature: `${name} ${kind},field` };
    }
  }
  for (const name of [...PICKS, 'sumInArray', 'countInArray']) {
    for (const back of RETURNS) {
      yield { expression: `${name}({l}, 'v', ${back})`, values: filled(dice), feature: `${name} return ${back}` };
      for (const condition of dice.shuffle(CONDITIONS).slice(0, 3)) {
        const expression = `${name}({l}, 'v', ${back}, ${condition})`;
        yield { expression, values: filled(dice), feature: `${name} return ${back},condition` };
      }
    }
  }
}

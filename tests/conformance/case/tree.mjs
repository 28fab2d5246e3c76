/**
 * Decides the cases of expressions that have several operators: what binds tighter, what brackets change, what is done from
 * the left. Must not try every kind of value: that the single operators do.
 */
import { BINARY, join, spell, unary } from './operator.mjs';
import { call } from './function.mjs';

const FAMILIES = {
  logic: ['and', 'or'],
  compare: ['equal', 'notequal', 'less', 'lessorequal', 'greater', 'greaterorequal'],
  arithmetic: ['plus', 'minus', 'mul', 'div', 'mod', 'power'],
  search: ['contains', 'notcontains', 'anyof', 'allof', 'noneof'],
};
const ALL = Object.values(FAMILIES).flat();
const LITERALS = [
  '0', '1', '2', '3', '10', '0.5', '-1', '-2.5', "'abc'", "'b'", "'5'", "''", 'true', 'false', '[1, 2]', "['abc', 5]",
  '[]', 'null', 'abc',
];
const NUMBERS = ['1', '2', '3', '4', '7', '0.1', '0.25', '-2', '10'];

/** Values for one tree: every name has one, some of them odd, and one name has none. */
function facts(dice) {
  return {
    n: dice.pick([0, 1, 2, 3, 10, -4, 0.1, 2.5]),
    k: dice.pick([1, 2, 5, 100, 0.2, -1]),
    s: dice.pick(['5', '1,5', '10', '05', '-3']),
    t: dice.pick(['abc', 'ABC', 'b', '', 'Москва']),
    f: dice.pick([true, false]),
    l: dice.pick([[1, 2, 3], ['abc', 'b'], [5], [], ['5', 5]]),
    o: dice.pick([{ p: 1 }, { p: 'abc' }, {}, null]),
  };
}

function atom(dice) {
  return dice.weigh([
    [5, () => `{${dice.pick(['n', 'k', 's', 't', 'f', 'l', 'o.p', 'missing', 'l[0]', 'l.length', 'N', '#s'])}}`],
    [4, () => dice.pick(LITERALS)],
  ])();
}

/** A leaf: an atom, or one with a unary operator. A null literal bears none, and nothing stands after a literal list. */
function leaf(dice) {
  const text = atom(dice);
  if (text === 'null' || dice.often(0.82)) return text;
  return unary(dice, text.startsWith('[') ? 'negate' : dice.pick(['empty', 'notempty', 'negate']), text);
}

function function_(dice, depth) {
  const part = () => grow(dice, depth - 1).replace(/\bnull\b/g, '{missing}');
  const [name, count] = dice.pick([['iif', 3], ['sum', 2], ['max', 2], ['min', 3], ['count', 2], ['round', 1], ['avg', 2]]);
  return call(dice, name, dice.some(count, part));
}

/** A tree. Brackets stand around a half of its parts, so where they lack, the order of binding decides. */
function grow(dice, depth) {
  if (depth <= 0 || dice.often(0.12)) return leaf(dice);
  if (dice.often(0.1)) return function_(dice, depth);
  const family = dice.weigh([[3, 'logic'], [3, 'compare'], [3, 'arithmetic'], [1, 'search']]);
  const [left, right] = dice.some(2, () => bracket(dice, grow(dice, depth - 1)));
  const whole = join(dice, left, spell(dice, BINARY[dice.pick(FAMILIES[family])]), right);
  return dice.often(0.08) ? `!(${whole})` : whole;
}

function bracket(dice, text) {
  return dice.often(0.5) ? dice.pick([`(${text})`, `( ${text} )`]) : text;
}

/** A random tree of two to five levels. */
export function tree(dice) {
  const depth = dice.weigh([[10, 2], [8, 3], [3, 4], [1, 5]]);
  return { expression: grow(dice, depth), values: facts(dice), feature: `tree ${depth} levels` };
}

/** A chain of operators without any brackets, of one family or of all. */
export function chain(dice) {
  const family = dice.pick([...Object.keys(FAMILIES), 'all', 'all']);
  const names = FAMILIES[family] ?? ALL;
  const next = () => (family === 'arithmetic' ? dice.pick([...NUMBERS, '{n}', '{k}', '{s}']) : leaf(dice));
  let text = next();
  for (let left = dice.between(2, 6); left > 0; left--) text = join(dice, text, spell(dice, BINARY[dice.pick(names)]), next());
  return { expression: text, values: facts(dice), feature: `chain ${family}` };
}

/**
 * The tables and the leads that are scored: rules in our form and in those of both peers, leads as objects and as columns, all
 * from one seed. Must not know how anything is timed.
 *
 * A condition is made once, as a small tree, and written down for each engine: what stands side by side is the same rule.
 */

/** Draws that are the same in every run: mulberry32. */
class Dice {
  constructor(seed) { this.state = seed; }

  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(count) { return Math.floor(this.next() * count); }
  pick(list) { return list[this.below(list.length)]; }
}

const WORDS = ['owner', 'director', 'manager', 'engineer', 'buyer', 'designer', 'student', 'journalist', 'assistant', 'other'];

/** Columns by turns: three of texts, four of numbers, one of yes and no. Texts and truths may be missing, numbers never: to the
    peers nothing is less than one, to us it is not. */
const KINDS = ['text', 'number', 'number', 'text', 'boolean', 'number', 'text', 'number'];

function columnsOf(count) {
  return Array.from({ length: count }, (_, at) => ({ name: `${KINDS[at % KINDS.length]}_${at + 1}`, type: KINDS[at % KINDS.length] }));
}

/* ---- conditions ---- */

function leaf(dice, columns) {
  const { name, type } = dice.pick(columns);
  if (type === 'boolean') return { op: '=', name, value: dice.next() < 0.5 };
  if (type === 'number') return { op: dice.pick(['>', '>=', '<', '<=']), name, value: dice.below(1000) };
  const word = dice.pick(WORDS);
  return dice.next() < 0.7 ? { op: '=', name, value: word } : { op: 'in', name, value: [word, dice.pick(WORDS), dice.pick(WORDS)] };
}

function condition(dice, columns) {
  const kind = dice.next();
  if (kind < 0.6) return leaf(dice, columns);
  const parts = [leaf(dice, columns), leaf(dice, columns), ...(dice.next() < 0.2 ? [leaf(dice, columns)] : [])];
  return kind < 0.85 ? { all: parts } : { any: parts };
}

const quoted = (value) => (typeof value === 'string' ? `'${value}'` : String(value));

/** In our rule language. */
function ours(one) {
  if (one.all) return one.all.map((part) => `(${ours(part)})`).join(' and ');
  if (one.any) return one.any.map((part) => `(${ours(part)})`).join(' or ');
  return one.op === 'in' ? `{${one.name}} anyof [${one.value.map(quoted).join(', ')}]` : `{${one.name}} ${one.op} ${quoted(one.value)}`;
}

/** For json-logic-engine; `===` is its quickest comparison. */
function logic(one) {
  if (one.all) return { and: one.all.map(logic) };
  if (one.any) return { or: one.any.map(logic) };
  return { [one.op === '=' ? '===' : one.op]: [{ var: one.name }, one.value] };
}

/** For json-rules-engine. */
function conditions(one) {
  const OPERATORS = { '=': 'equal', in: 'in', '>': 'greaterThan', '>=': 'greaterThanInclusive', '<': 'lessThan', '<=': 'lessThanInclusive' };
  const part = ({ op, name, value }) => ({ fact: name, operator: OPERATORS[op], value });
  if (one.all) return { all: one.all.map(part) };
  if (one.any) return { any: one.any.map(part) };
  return { all: [part(one)] };
}

/* ---- tables ---- */

const CLASSES = [['ideal', 'fit', 15], ['near', 'fit', 6]];

/** A table of so many rules over so many columns, in every form. */
export function table(count, width) {
  const dice = new Dice(count);
  const columns = columnsOf(width);
  const rules = Array.from({ length: count }, (_, at) => {
    const points = dice.below(20) - 9 || 10;
    return { id: `rule-${at + 1}`, axis: at % 2 ? 'intent' : 'fit', points, condition: condition(dice, columns) };
  });
  return {
    count,
    columns,
    rules: rules.map(({ id, axis, points, condition }) => ({ id, axis, points, logic: logic(condition), conditions: conditions(condition) })),
    classes: CLASSES,
    ours: {
      id: 'bench',
      rules: rules.map(({ id, axis, points, condition }) => ({ id, axis, points, if: ours(condition), label: `Because of ${id}` })),
      classes: CLASSES.map(([id, axis, least]) => ({ id, if: `{score.${axis}} >= ${least}` })),
    },
  };
}

function value(dice, type) {
  if (type === 'number') return dice.below(1000);
  if (dice.next() < 0.05) return null;
  return type === 'boolean' ? dice.next() < 0.5 : dice.pick(WORDS);
}

/** Leads of a table: an object each. */
export function leads({ columns }, count) {
  const dice = new Dice(7);
  return Array.from({ length: count }, () => Object.fromEntries(columns.map(({ name, type }) => [name, value(dice, type)])));
}

/** The same leads as columns: numbers as typed arrays; texts and truths as lists of what they are. */
export function lists({ columns }, all) {
  const column = ({ name, type }) => {
    const list = all.map((lead) => lead[name]);
    return [name, type === 'number' ? Float64Array.from(list) : list];
  };
  return Object.fromEntries(columns.map(column));
}

/** The same columns with codes for words, as column stores and data frames keep them. */
export function codes({ columns }, all) {
  const column = ({ name, type }) => {
    const list = all.map((lead) => lead[name]);
    if (type === 'number') return [name, Float64Array.from(list)];
    const words = [...new Set(list)];
    const places = new Map(words.map((word, place) => [word, place]));
    return [name, { codes: Uint32Array.from(list, (word) => places.get(word)), words }];
  };
  return Object.fromEntries(columns.map(column));
}

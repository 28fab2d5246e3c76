/**
 * Decides which values the cases are made of, kind by kind. Must not know operators or functions: a kind is what an engine
 * could treat in its own way, whoever asks.
 */

/** Texts that are no number, no date and no truth: other letter case, spaces, alphabets, and what sorts or folds oddly. */
export const TEXTS = [
  'abc', 'ABC', 'Owner', ' owner ', 'b', 'hello world', 'Москва', 'МОСКВА', ' москва', 'Ёлка', 'ёлка', 'straße', 'ΟΔΟΣ',
  'item 10', 'item 9', 'a1b', 'undefined', 'null', 'NaN', 'Infinity', '   ', '\u00a0x\u00a0', 'Ａ', 'é', 'e\u0301',
  'a, b', '10%', '5-3', '2*3', '1.2.3', '1,000.5', '1_000', '0b11', '5 apples', "it's", 'say "hi"',
];

/** ISO dates and date-times as text, with what a calendar makes difficult. */
export const DATES = [
  '2024-02-29', '2023-12-31', '2024-01-31', '2000-01-01', '1999-12-31', '1970-01-01', '1969-07-20', '2024-03-10',
];
export const TIMES = [
  '2024-02-29T13:45:10', '2024-02-29T13:45', '2024-02-29T13:45:10.500Z', '2023-12-31T23:59:59Z',
  '2024-01-01T02:30:00+03:00',
  '2024-06-30T00:00:00.000Z',
];
/** What looks like a date and is read in a way of its own: short, with a space, out of the calendar, out of order. */
export const ODD_DATES = [
  '2024', '2024-02', '2024-02-30', '2024-02-32', '2024-13-01', '2024-02-29 13:45', '2024-02-29T24:00:00', '20240229',
  ' 2024-02-29 ', '2024-02-29T1:00', '29.02.2024', '2024-02-29T13', '2024-02-29Z', '+012024-02-29',
];

const RECORDS = [
  [{ a: 1, b: 'x' }, { a: 2, b: 'y' }],
  [{ name: 'Ann', sum: 10 }, { name: 'Bob' }, { sum: '5' }],
  [{ a: 1 }, { a: 1 }, 5],
];

/** The kinds, each with its samples; `missing` has none: its name is in no case's values. */
export const KINDS = {
  missing: [],
  null: [null],
  blank: [''],
  zero: [0, -0],
  false: [false],
  true: [true],
  number: [1, 2, 5, -3, 10, 42, 2024, 0.5, 2.5, -1.25, 0.1, 0.2, 0.3, 1.005],
  big: [1e21, 1e-7, 123456789012, 9007199254740993, -1e15, 1.7976931348623157e308, 5e-324],
  digits: ['5', '5.0', ' 5 ', '1,5', '0x1F', '1e3', '10', '-3', '+7', '.5', '5.', '0.1', '2024', '1,000'],
  kept: [
    '0', '00', '05', '0.0', '0,5', '-0', '12345678901234567890', '123456789012345', '0x', '0X1F', '1e400', '-', ' 05', `0x${'1'.repeat(31)}`,
  ],
  truth: ['true', 'TRUE', 'false', 'False', ' true'],
  quoted: ["'abc'", '"5"', "'5\"", "''", "'true'", "'"],
  text: TEXTS,
  moment: [...DATES, ...TIMES],
  'empty-list': [[]],
  numbers: [[1, 2, 3], [3, 1, 2], [5], [0], [2.5, 0.1], [10, 9]],
  texts: [['a', 'b'], ['abc'], ['Owner', 'Москва'], ['москва', 'b', 'abc'], [''], ['5', '10'], ['2024-02-29']],
  mixed: [[1, '1', true], ['5', 5, 'a'], [null, 1], [[1, 2], [3]], [[]], [0, false, ''], ['a', ['b']], [null]],
  records: RECORDS,
  object: [{ a: 1, b: 'x' }, { b: 'X', a: '1' }, { length: 3 }, { a: { b: 2 } }, { row1: { a: 1 }, row2: { a: 2 } }],
  hollow: [{}, { a: '' }, { a: null, b: [] }],
};

/** Kinds that no stored value has: an expression makes them. `@` stands for a name whose value is given beside. */
export const MADE = {
  date: [['getDate(@)', [...DATES, ...TIMES]], ['today()', ['']], ['currentDate()', ['']], ['dateAdd(@, 1)', DATES]],
  nan: [["('x' * 2)", ['']], ['(10 ^ 400)', ['']], ["(@ - 'x')", [1]]],
  // Nothing at all, which a function may give, is not the null that a missing name gives.
  void: [['min()', ['']], ['iif(false, 1)', ['']], ['getYear(@)', ['']]],
};

/** Every kind by name. */
export const KIND_NAMES = [...Object.keys(KINDS), ...Object.keys(MADE)];

/** Moments at which cases are evaluated, in milliseconds since 1970: a leap day, the last moment of a year, the first. */
export const NOWS = [
  '2024-02-29T13:45:10.123Z', '2023-12-31T23:59:59.999Z', '2025-01-01T00:00:00.000Z', '2026-07-15T08:00:00.000Z',
].map(Date.parse);

/** A sample of a kind, or nothing where the kind is `missing`. */
export function sample(dice, kind) {
  return KINDS[kind].length ? dice.pick(KINDS[kind]) : undefined;
}

/**
 * A value that has to do with the one given: the same, the same in other clothes, a part of it, or a whole that holds it.
 * Two values drawn apart are nearly never equal, so without this nothing but "no" would be tried.
 */
export function relative(dice, value) {
  const same = () => value;
  const wrap = () => [value];
  if (Array.isArray(value)) {
    const part = () => (value.length ? dice.pick(value) : '');
    const other = [() => [...value].reverse(), () => value.slice(1), () => [...value, 'z'], () => value.map(String)];
    return dice.pick([same, part, ...other])();
  }
  if (typeof value === 'string') {
    const cut = () => value.slice(dice.below(2), value.length - dice.below(2));
    return dice.pick([same, wrap, cut, () => ` ${value} `, () => value.toUpperCase(), () => value.toLowerCase()])();
  }
  if (typeof value === 'number') {
    return dice.pick([same, wrap, () => String(value), () => value + 1, () => `${value}.0`, () => [String(value), 'z']])();
  }
  if (typeof value === 'boolean') return dice.pick([same, wrap, () => String(value), () => Number(value), () => !value])();
  if (value && typeof value === 'object') {
    const flipped = () => Object.fromEntries(Object.entries(value).reverse());
    return dice.pick([same, wrap, flipped, () => ({ ...value, z: 1 }), () => ({ ...value, a: '1' })])();
  }
  return dice.pick([null, '', 0, [], {}, false, 'null', 'undefined']);
}

/**
 * Decides which answers are tried for a question: mostly those that a visitor can give, now and then what only a page or an
 * old session could have left there. Must not know what is made of them.
 */

const ODD = 0.12;
const NOTHING = [null, null, '', []];
const WORDS = ['x', 'y', 'go', 'ann', '1', 'two words', 'Привет', 'a1', '12345', 'anna@example.com', '123-45', '+7 900 123-45-67'];
const NUMBERS = [0, 1, 2, 3, 5, 6, 7, 10, 11, 50, 100, 1.5, -1, 2000, 50000];
const ODD_NUMBERS = ['7', '2.5', ' 3 ', 'abc', '1e2', true, [4], 1000000];
const ODD_WORDS = [5, 0, true, false, ['x', 'y'], '  ', ' x '];

/** Texts and numbers that the definition's own conditions compare with; answers near them make the difference. */
export function hintsOf(definition) {
  const expressions = [];
  JSON.stringify(definition, (key, value) => {
    if (/If$|expression$/i.test(key) && typeof value === 'string') expressions.push(value);
    return value;
  });
  const all = expressions.join('\n');
  return {
    words: [...all.matchAll(/'([^']*)'/g)].map(([, word]) => word),
    numbers: [...all.replace(/'[^']*'|\{[^}]*\}/g, ' ').matchAll(/\d+(\.\d+)?/g)].map(([number]) => Number(number)),
  };
}

/** An answer to a question of a definition with such hints. */
export function valueFor(dice, question, hints) {
  const kind = KINDS[question.type] ?? nothing;
  if (!dice.often(ODD)) return kind.usual(dice, question, hints);
  return dice.often(0.3) ? dice.pick(NOTHING) : kind.odd(dice, question, hints);
}

/** What is written beside `other`. */
export function commentFor(dice) {
  return dice.weigh([[5, dice.pick(WORDS)], [1, ''], [1, '  '], [1, null]]);
}

function choicesOf({ choices = [], showOtherItem, hasOther, showNoneItem }) {
  const values = choices.map((choice) => (typeof choice === 'object' ? choice.value : choice));
  return [...values, ...(showOtherItem || hasOther ? ['other'] : []), ...(showNoneItem ? ['none'] : [])];
}

const one = {
  usual: (dice, question) => dice.pick(choicesOf(question)),
  odd(dice, question) {
    const value = dice.pick(choicesOf(question));
    return dice.pick(['nowhere', String(value), [value], 77, 'Other', value]);
  },
};

function someOf(dice, list) {
  return dice.shuffle(list).slice(0, dice.between(1, Math.min(list.length, 4)));
}

const many = {
  usual: (dice, question) => someOf(dice, choicesOf(question)),
  odd(dice, question) {
    const values = choicesOf(question);
    const value = dice.pick(values);
    return dice.pick([[value, 'nowhere'], value, ['nowhere'], [value, value], values, 'nowhere']);
  },
};

const ranked = {
  usual: (dice, question) => dice.shuffle(choicesOf(question)),
  odd: (dice, question) => dice.pick([someOf(dice, choicesOf(question)), [...choicesOf(question), 'nowhere'], []]),
};

const yesOrNo = {
  usual: (dice, { valueTrue = true, valueFalse = false }) => dice.pick([valueTrue, valueFalse]),
  odd: (dice) => dice.pick([true, false, 'true', 'false', 'yes', 1, 0]),
};

const rate = {
  usual(dice, { rateValues, rateMin = 1, rateCount = 5, rateMax = rateMin + rateCount - 1, rateStep = 1 }) {
    if (rateValues) return dice.pick(choicesOf({ choices: rateValues }));
    return rateMin + rateStep * dice.below(Math.floor((rateMax - rateMin) / rateStep) + 1);
  },
  odd: (dice) => dice.pick(['3', 99, 'good', -5, 2.5]),
};

function inside(dice, { min = 0, max = 100, step = 1 }) {
  return min + step * dice.below(Math.floor((max - min) / step) + 1);
}

const slide = {
  usual(dice, question) {
    if (question.sliderType !== 'range') return inside(dice, question);
    return [inside(dice, question), inside(dice, question)].sort((one, other) => one - other);
  },
  odd(dice, question) {
    const number = inside(dice, question);
    if (question.sliderType === 'range') return dice.pick([[number, -1000], [1000, number], [number], [number, 2, 3]]);
    return dice.pick([number + 0.3, -1000, 1000, String(number)]);
  },
};

function near(dice, number, step = 1) {
  return dice.pick([number - step, number, number + step]);
}

function numberFor(dice, { min, max, step }, { numbers }) {
  if (min < max && dice.often(0.5)) return min + (step ?? 1) * dice.below((max - min) / (step ?? 1) + 1);
  const edges = [min, max].filter((edge) => typeof edge === 'number').map((edge) => near(dice, edge, step));
  const pools = [[4, NUMBERS], [3, numbers.length ? [near(dice, dice.pick(numbers))] : NUMBERS], [2, edges.length ? edges : NUMBERS]];
  return dice.pick(dice.weigh(pools));
}

const DATES = {
  date: ['2026-01-09', '2026-01-10', '2026-01-15', '2026-01-21', '2026-02-15', '2026-11-21', '2026-11-22', '2026-11-23', '2026-12-31'],
  'datetime-local': ['2026-02-01T09:59', '2026-02-01T10:00', '2026-02-01T12:01', '2026-11-22T12:00', '2026-11-30T20:01'],
  time: ['07:59', '08:00', '09:30', '12:00', '17:30', '18:00', '18:01'],
  month: ['2026-02', '2026-03', '2026-05', '2026-06', '2026-12', '2027-10', '2027-11'],
  week: ['2026-W01', '2026-W02', '2026-W10', '2026-W11', '2026-W48', '2026-W53'],
};

/** Whether a text has the form that is asked for, as far as a visitor sees. */
function fits(word, { inputType, validators = [] }) {
  if (inputType === 'email' && !word.includes('@')) return false;
  return validators.every(({ type, regex = '', minLength = 0, maxLength }) => {
    if (type === 'email') return word.includes('@');
    if (type === 'regex') return new RegExp(regex, 'i').test(word);
    return type !== 'text' || (word.length >= minLength && word.length <= (maxLength || Infinity));
  });
}

const written = {
  usual(dice, question, hints) {
    const { inputType } = question;
    if (inputType === 'number' || inputType === 'range') return numberFor(dice, question, hints);
    if (DATES[inputType]) return dice.pick(DATES[inputType]);
    const fitting = [...hints.words, ...WORDS].filter((word) => fits(word, question));
    if (fitting.length && (inputType || question.validators) && dice.often(0.6)) return dice.pick(fitting);
    if (dice.often(0.15)) return numberFor(dice, question, hints);
    return dice.pick(dice.often(0.6) && hints.words.length ? hints.words : WORDS);
  },
  odd(dice, { inputType }) {
    if (inputType === 'number' || inputType === 'range') return dice.pick(ODD_NUMBERS);
    return DATES[inputType] ? dice.pick(['2026', '9999-12-31', 5]) : dice.pick(ODD_WORDS);
  },
};

const fields = {
  usual(dice, { items }, hints) {
    const filled = items.filter(() => dice.often(0.75)).map((item) => [item.name, written.usual(dice, item, hints)]);
    return filled.length ? Object.fromEntries(filled) : null;
  },
  odd: (dice, { items: [{ name }] }) => dice.pick([{ [name]: '' }, { [name]: 5 }, { unknown: 1 }, {}, 'text', [1]]),
};

/** What takes no answer is asked too, to see that it takes none. */
const nothing = { usual: (dice) => dice.pick(WORDS), odd: (dice) => dice.pick(NUMBERS) };

const KINDS = {
  radiogroup: one, dropdown: one, checkbox: many, tagbox: many, ranking: ranked, boolean: yesOrNo, rating: rate, slider: slide,
  text: written, comment: written, multipletext: fields,
  imagepicker: {
    usual: (dice, question, hints) => (question.multiSelect ? many : one).usual(dice, question, hints),
    odd: (dice, question, hints) => (question.multiSelect ? many : one).odd(dice, question, hints),
  },
};

/**
 * Decides the cases of names: how a name finds its value. Must not test what is done with the value then.
 */

/** Values in which one name could mean several things: letters, dots, indices, lengths. */
const VALUES = {
  name: 'Ann', Age: 30, 'first name': 'Bob', имя: 'Анна', 'Полное Имя': 'Пётр', q1: '5', and: 'word', 'a-b': 'dash',
  'a+b': 2,
  'Как вас зовут?': 'Да', 'a,b': 'comma', 'a/b': 'slash', 'a(b)': 'call', "it's": 'quote', 'x:y': 'colon', _u: 1,
  'true': 'no',
  nested: { b: { c: 7, D: 'eight', list: [1, 2, { e: 'nine' }], null: null } },
  'dotted.key': 'whole', dotted: { key: 'walked', other: 'kept' }, 'deep.x': { y: 'half', 'y.z': 'two' },
  deep: { x: { y: 'full', w: 1 } },
  list: [{ b: 1, B2: 'x' }, { b: '2', c: { d: [10, 20] } }, 'text', [7, 8]], numbers: [3, 1, 2], word: 'hello',
  emoji: '😀',
  empty: [], blank: '', nothing: null, zero: 0, no: false, measured: { length: 4 }, Twice: 1, tWICE: 2,
  'list[0]': 'literal key',
  flag: 'true', code: '007', quoted: "'q'", hash: { '#x': 1 }, '#raw': 'hash key', $cash: 'dollar key',
  'end.': 'dot at the end',
  ÉCOLE: 'school', ΣΟΦΟΣ: 'wise', '5': 'five',
};

/** Names to be looked up in them, by what is particular about them. */
const NAMES = {
  plain: [
    'name', 'q1', '_u', 'and', 'true', 'a-b', 'a+b', 'a,b', 'a/b', 'a(b)', "it's", 'x:y', 'zero', 'no', 'blank', '5',
  ],
  missing: [
    'absent', 'absent.x', 'absent[0]', 'nested.absent', 'name.absent', 'zero.x', 'numbers.x', 'nothing.x', 'blank.x',
    'list.b',
  ],
  spaced: ['first name', 'First Name', 'Как вас зовут?', 'полное имя', 'first  name'],
  letters: [
    'NAME', 'Name', 'age', 'AGE', 'Q1', 'ИМЯ', 'Имя', 'ПОЛНОЕ ИМЯ', 'TWICE', 'Twice', 'tWICE', 'NESTED.B.C',
    'nested.b.d', 'école', 'σοφος', 'σοφοσ',
  ],
  nested: ['nested.b.c', 'nested.b', 'nested', 'nested.b.null', 'nested.b.c.x'],
  dotted: [
    'dotted.key', 'dotted.other', 'DOTTED.KEY', 'deep.x.y', 'deep.x.w', 'deep.x.y.z', 'deep.x', 'deep', 'end.',
    'dotted.', '.name', 'nested..b',
  ],
  index: [
    'numbers[0]', 'numbers[2]', 'numbers[3]', 'numbers[-1]', 'numbers[-3]', 'numbers[-4]', 'numbers[ 1 ]',
    'numbers[1.0]', 'numbers[x]', 'numbers[]',
    'numbers[1,0]', 'numbers[0.5]', 'numbers[0x1]', 'empty[0]', 'empty[-1]', 'word[0]', 'nested[0]', 'zero[0]',
    'NUMBERS[0]', 'numbers.0', 'list.1.b',
    'list[0].b', 'list[1].B', 'list[0].b2', 'list[1].c.d[0]', 'list[1].c.d[-1]', 'list[3][0]', 'list[2]', 'list[-1]',
    'list[9].b', 'nested.b.list[2].e',
    'nested.b.list[0]', 'list[0]', 'list [0]', 'numbers[0]x', 'numbers[0', 'numbers]', 'list[0].b.c',
  ],
  length: [
    'numbers.length', 'word.length', 'emoji.length', 'empty.length', 'blank.length', 'absent.length', 'absent.x.length',
    'zero.length', 'nothing.length',
    'nested.length', 'measured.length', 'list[1].c.d.length', 'list[9].length', 'numbers.LENGTH', 'word.Length',
    'length', 'numbers.length.length', 'q1.length', 'code.length',
  ],
  raw: [
    '#q1', '#flag', '#code', '#quoted', '#name', '#absent', '#nested.b.c', '#numbers[0]', '#list[1].b', '##raw', '#',
    '#raw', 'hash.#x', '#NAME', '#word.length',
  ],
  converted: ['flag', 'code', 'quoted', 'list[1].b'],
  dollar: ['$name', '$cash', '$nested.b.c', '$absent', '$$cash', '$numbers.length'],
  padded: [
    ' name', 'name ', ' name ', '  q1  ', ' nested.b.c ', '\tname', ' numbers[0] ', ' #q1 ', ' first name ', ' absent ',
  ],
  object: [
    '"a":1', '"a":"x","b":[1]', "'a':1", 'a:1', '"absent":null', 'constructor', 'toString', '__proto__',
    'hasOwnProperty',
  ],
};

const USES = [
  (name) => `{${name}}`,
  (name) => `{${name}}`,
  (name) => `{${name}} notempty`,
  (name) => `{${name}} = 5`,
  (name) => `{${name}} + 1`,
  (name) => `iif({${name}}, {${name}}, 'none')`,
  (name) => `{name} = 'ann' and {${name}} != 'x'`,
];

const bare = (name) => name.trim().replace(/^[#$]+/, '').toLowerCase();

/** Only the keys that such a name could be about, so that a disagreement is read at a glance. */
function about(name) {
  const start = bare(name).slice(0, 3);
  const keys = Object.keys(VALUES).filter((key) => bare(key).startsWith(start) || key === 'name');
  return Object.fromEntries(keys.map((key) => [key, VALUES[key]]));
}

/** Each name alone, and in so many uses. */
export function* names(dice, uses = 2) {
  for (const [kind, list] of Object.entries(NAMES)) {
    for (const name of list) {
      const forms = new Set([USES[0], ...dice.some(uses, () => dice.pick(USES))]);
      const feature = `name ${kind} ${JSON.stringify(name)}`;
      for (const form of forms) yield { expression: form(name), values: about(name), feature };
    }
  }
}

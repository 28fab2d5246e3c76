/**
 * Decides the cases of literals: what is written into an expression, and what value it is. Must not hold what no engine
 * reads at all: that is broken.mjs.
 */

/** Literals by kind; each is tried alone, beside a value and as an item of a list. */
const LITERALS = {
  whole: ['0', '5', '42', '-7', '10', '-0', '1234567890', '12345678901234567890', '100', '9007199254740993'],
  decimal: ['0.5', '1.50', '-2.25', '0.10', '00.5', '3.0', '0.1', '123456.789'],
  hex: ['0x10', '0x5', '0x0', '0x99', '0x010'],
  quoted: [
    "'abc'", '"abc"', "''", '""', "' '", "'  abc '", "'Москва'", "'😀'", "'a b c'", "'{a}'", "'a\nb'", "'(1 + 2)'",
    "'\t'",
  ],
  escaped: [
    "'it\\'s'", '"say \\"hi\\""', "'\\\"'", '"\\\'"', "'\\'a\\''", "'\\\"a\\\"'", "'\\'\\''", "'a\\b'", "'\\\\'",
    "'\\n'",
  ],
  number: ["'5'", "'05'", "'5.0'", "' 5 '", "'1,5'", "'0x1F'", "'1e3'", '"-3"', "'12345678901234567890'"],
  truth: ['true', 'false', 'TRUE', 'False', 'tRUE', "'true'", "'FALSE'"],
  bare: [
    'abc', 'Owner', '_x', 'a1', 'a1b2', 'A_b', 'empty', 'contains', 'equal', 'yes', 'Null', 'NULL', 'Undefined', 'NaN',
    'Infinity', 'x0',
  ],
  keyword: [
    'notempty', 'orange', 'android', 'lesson', 'greatest', 'andy', 'power', 'less', 'anyofus', 'negated', 'negateA',
  ],
  nothing: ['null', 'undefined'],
  list: [
    '[]', '[1]', '[1, 2, 3]', "['a', 'b']", "[1, 'a', true]", '[[1, 2], [3]]', '[[]]', '[{a}, {b}]', '[1 + 1, 2 * 3]',
    '[a, b]', '[-1, -2]', '[ 1 , 2]',
    "['', 0, false]", '[,1]', '[null, 1]', '[iif({a}, 1, 2)]', '[{absent}]', '[{a} = 5]', '["x"]',
  ],
  repaired: ["'equals'", "'notequals'", "'=>'", "'a=<b'", "'<>'", "'>='", "'Equals'", "'it equals 5'"],
  object: ['{"a": 1}', '{"a":"5","b":"x"}', '{"a":[1,2]}', '{"a":null}'],
};
const VALUES = [
  { a: 5, b: 'abc' }, { a: '5', b: 'Owner' }, { a: 'abc', b: ['abc', 5] }, { a: [1, 2, 3], b: true }, { a: '', b: 0 },
  { a: "it's", b: 'say "hi"' }, { a: 'equal', b: 'notequal' }, { a: { a: 1 }, b: [[1, 2], [3]] },
  { a: 'true', b: '05' },
  { a: 16, b: 'notempty' }, { a: null, b: false }, { a: 'equals', b: 'equal ' },
];
const USES = {
  equal: (text) => `{a} = ${text}`,
  notequal: (text) => `${text} != {b}`,
  greater: (text) => `{a} > ${text}`,
  plus: (text) => `{a} + ${text}`,
  minus: (text) => `${text} - {a}`,
  contains: (text) => `{b} contains ${text}`,
  anyof: (text) => `${text} anyof {b}`,
  list: (text) => `[${text}, 1]`,
  argument: (text) => `iif({a}, ${text}, 'no')`,
  and: (text) => `${text} and {a}`,
  sum: (text) => `sum(${text}, 1)`,
  tight: (text) => `(${text})={a}`,
};

/** Each literal alone, and in so many uses. A null literal as an item or an argument stops theirs: it is tried less. */
export function* literals(dice, uses = 3) {
  for (const [kind, list] of Object.entries(LITERALS)) {
    for (const text of list) {
      yield { expression: text, values: VALUES[0], feature: `literal ${kind} ${text}` };
      yield { expression: `  ${text}\n`, values: VALUES[0], feature: `literal ${kind} ${text}` };
      const forms = dice.shuffle(Object.keys(USES)).slice(0, uses);
      for (const form of forms.filter((form) => kind !== 'nothing' || !['list', 'argument', 'sum'].includes(form))) {
        yield { expression: USES[form](text), values: dice.pick(VALUES), feature: `literal ${kind},${form}` };
      }
    }
  }
}

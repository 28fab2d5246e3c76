/**
 * Decides the cases of syntax: what is hardly an expression, or none. Must not be counted where it is asked how many cases
 * are refused: being refused is what most of these are for.
 */

/** By what is wrong, or only looks so. */
const TEXTS = {
  nothing: ['', ' ', '\n', '()', '( )', '{}', '[ ]', '""""'],
  'unclosed bracket': [
    '(1 + 2', '((1)', 'sum(1, 2', '({a} = 5 and (1 = 1)', 'iif({a}, 1, 2', '(', 'sum(', '2 * (3 + 4', 'min(1, (2 + 3)',
    "('abc'", '(1 + 2 {a}',
  ],
  'unopened bracket': ['1)', '{a} = 5)', 'sum(1, 2))', ']', '1]', '}', '{a}}'],
  'unclosed other': ['{a', "'abc", '"abc', '[1, 2', '[', "'abc\"", '{a = 5', "'a\\'", '{a} = [1'],
  'half an operator': [
    '1 +', '{a} =', '+ 1', '* 2', '{a} and', 'or {a}', '1 = = 2', '1 + * 2', '{a} ===  5', '1 !== 2', '{a} & {b}',
    '{a} | {b}', '5 ** 2', '1 <=> 2', '!', '- 5', '-{a}', '+5', '--5', '5 - - 5', '5--5', '5 -5', '5-5', '1 -(2)',
    '{a} =- 5',
  ],
  'nothing on the right': ['{a} contains', '{a} anyof ', '{b} noneof and {a}', '{b} notcontains = true', '{b} allof'],
  numbers: [
    '1.', '.5', '1e3', '007', '0x', '0x1F', '0xg', '1,5', '1 000', '1_000', '-0x10', '5a', '0.5.1', '01.5', '1.e3',
    '10%', '5 % 3', '0 5',
  ],
  words: [
    'a-b', 'a.b', '#a', '@', 'привет', '{a} = привет', 'trueish', 'nullable', 'undefinedx', 'falsely', 'not {a}',
    "{a} in [1]", "{a} like 'x'", 'a b', '1 2', '{a} {b}', 'true false', 'a$', 'is_ok?', 'null null', '{a} = nullx',
    '{a} = true1', 'andy and orange', '{a}or{b}', '1and2', '1 andy', '{a} contain s', '{a} containsabc',
  ],
  calls: [
    'sum (1)', 'sum( )', 'sum(,1)', 'sum(1,)', 'sum(1 2)', 'sum()', '(sum)(1)', 'sum(1)(2)', 'iif({a}; 1; 2)',
    'sum([1,2)', 'a.sum(1)', 'sum( 1 )', 'sum(\n1,\t2)', 'round(1.5,)', 'today ()', 'sum(1, 2) empty', 'sum(1, (2)',
    'a1b2(1)', 'if({a}, 1, 2)',
  ],
  emptiness: [
    '({a}) empty', '[1] notempty', 'empty {a}', '{a} empty empty', '{a} notempty = true', '!{a} empty', '5 empty',
    "'' empty", 'empty', 'empty empty', '{a} is empty', '!!{a}', '!(!{a})', 'negate negate {a}', 'negate(true)',
    '{a} not empty', 'null empty', '!null', '(null) notempty',
  ],
  braces: [
    '{{a}}', '{a}{b}', '{a {b}}', '{ }', '{a}.length', '{a}[0]', '{a} .b', '{a\nb}', "{'a'}", '{"a"}', '{a]', '[a}',
    '{#}', '{.}', '{[0]}',
  ],
  comments: [
    '// a', '/* a */ 1', '1 // a', '1; 2', '1 # a', '{a} = 5;', '`a`', '~{a}', '{a} ? 1 : 2', '{a} => 5', '{a} =< 5',
    '{a} <> 5', '{a} >< 5', '5 =>= 3', '{a} =>5', '\u00a01', '1\u00a0+ 1', '\ufeff1', '1 \f + 1', '\u20281',
  ],
  items: [
    '[1 2]', '[1,]', '[,]', '[,1]', '[1,,2]', '[[1]', '[1]]', '[1, [2, 3]]', '[1, null]', '[null]',
    'iif(true, null, 1)', 'iif(null, 1, 2)', 'sum(1, null)', '[(1), (2)]', '[1 , 2 ]', '["a" "b"]',
  ],
};
const SOUND = [
  "{a} = 5 and ({b} contains 'x' or {a} > 3)", 'sum({a}, 2) * 3 - 1', "iif({a} notempty, 'yes', \"no\")",
  '!({a} = 1) && {b} anyof [1, 2]',
  "{b} notcontains 'abc' || {a} <= 2.5", '[1, {a}, true] allof {b}', '({a} + 1) % 2 ^ 3 / 4',
  "round({a} / 3, 2) >= 0x10 or {b} empty",
];
const SIGNS = [..."()[]{}'\"=<>!+-*/%^&|,. \\0159abx", ' and ', ' or ', '\n', ' empty', 'not', 'я'];
const VALUES = { a: 5, b: ['x', 1], 'a}b': 1 };

/** The texts above, each as it stands. */
export function* broken() {
  for (const [kind, texts] of Object.entries(TEXTS)) {
    for (const expression of texts) yield { expression, values: VALUES, feature: `syntax ${kind}` };
  }
}

/** A sound expression into which one or two accidents came: a sign lost, doubled, put in, or two that changed places. */
export function damaged(dice) {
  let text = dice.pick(SOUND);
  for (let left = dice.between(1, 2); left > 0; left--) {
    const at = dice.below(text.length);
    const [before, sign, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
    text = dice.pick([
      () => before + after,
      () => before + sign + sign + after,
      () => before + dice.pick(SIGNS) + sign + after,
      () => before + after.slice(0, 1) + sign + after.slice(1),
      () => before + dice.pick(SIGNS) + after,
    ])();
  }
  return { expression: text, values: VALUES, feature: 'syntax damaged' };
}

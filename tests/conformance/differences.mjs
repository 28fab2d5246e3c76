/**
 * Decides which disagreements are meant: each with its reason, and a proof that nothing else is the cause. Must not hold a
 * disagreement that nobody decided on.
 *
 * `fits(case, theirs, ours)` is asked only about disagreements.
 */
import { FUNCTIONS } from './case/function.mjs';
import { evaluate, happens } from './reference.mjs';
import { agree } from './answer.mjs';

/** Quoted texts, names in braces and what is between them, in order. */
const PIECES = /'(?:\\['"]|[^'"])*'|"(?:\\['"]|[^'"])*"|\{[^{}]*\}|[^'"{}]+|['"{}]/g;
const CALL = /([a-zA-Z_][a-zA-Z_0-9]*)\(/g;

function pieces(expression) {
  return expression.match(PIECES) ?? [];
}

const isCode = (piece) => !/^['"{]/.test(piece);

/** The expression with something changed in what is no quoted text. */
function rewritten(expression, change) {
  return pieces(expression).map((piece) => (/^['"]/.test(piece) ? piece : change(piece))).join('');
}

/** The names that are called. */
function called(expression) {
  return pieces(expression).filter(isCode).flatMap((piece) => [...piece.matchAll(CALL)].map(([, name]) => name));
}

/** All that is no quoted text and no name. */
function code(made) {
  return pieces(made.expression).filter(isCode).join(' ');
}

/** How many round brackets are open at the end. */
function open(expression) {
  const signs = pieces(expression).filter(isCode).join('').replace(/[^()]/g, '');
  return [...signs].reduce((count, sign) => count + (sign === '(' ? 1 : -1), 0);
}

/** The name of a function in the letters that survey-core knows it by. */
function official(name) {
  return FUNCTIONS.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
}

/** A name in braces without the spaces around it. */
function trimmed(piece) {
  return isCode(piece) ? piece : piece.replace(/^\{\s+|\s+\}$/g, (edge) => edge.trim());
}

/** Code with every function in the letters that survey-core knows. */
function officially(piece) {
  return isCode(piece) ? piece.replace(CALL, (_, name) => `${official(name)}(`) : piece;
}

/** Whether they answer the expression, written in another way, as we answer it in this way. */
function theyAgreeOn(expression, made, ours) {
  return expression !== made.expression && agree(evaluate({ ...made, expression }), ours);
}

export const DIFFERENCES = [
  {
    name: 'a function that is not ours',
    reason: 'they warn on the console and go on with null; a rule that asks for what is not there must not pass in silence',
    fits: (made, theirs, ours) =>
      Boolean(ours.refused && !theirs.refused) &&
      called(made.expression).some((name) => !FUNCTIONS.includes(official(name)) && ours.message.includes(name)),
  },
  {
    name: 'a bracket that is not closed',
    reason: 'they close it at the end of the text; where it was meant to be closed is known to the author alone',
    fits: (made, theirs, ours) => Boolean(ours.refused && !theirs.refused) && open(made.expression) > 0,
  },
  {
    name: 'spaces around a name in its braces',
    reason: 'they look for a name with the spaces and find none; nobody means that',
    fits: (made, theirs, ours) => theyAgreeOn(rewritten(made.expression, trimmed), made, ours),
  },
  {
    name: 'the name of a function in other letters',
    reason: 'they take SUM for a function that is not known, and give null',
    fits: (made, theirs, ours) => theyAgreeOn(rewritten(made.expression, officially), made, ours),
  },
  {
    name: 'a date with words',
    reason: 'they leave it to the JavaScript engine, which reads `item 10` as a day in October and differs from browser to browser',
    fits: (made) => happens(made, 'a date with words'),
  },
  {
    name: 'the text undefined',
    reason: 'they take the word for nothing; a visitor may write it',
    fits: (made) => /["']undefined/.test(JSON.stringify(made)),
  },
  {
    name: 'null in the condition of a list of records',
    reason: 'they write the condition out and read it anew, and lose the word on the way: {a} = null is never true',
    fits: (made) => /InArray\(.*\b(null|undefined)\b/s.test(code(made)),
  },
  {
    name: 'an item or a side that is left out',
    reason: 'they read [,1] as an empty list and {a} anyof as {a} anyof null',
    fits: (made, theirs, ours) => Boolean(ours.refused) && /[[(]\s*,|(contains?|\*=|of)\s*(\)|,|$|[=<>!%*/^+-])/i.test(code(made)),
  },
  {
    name: 'a word that begins as another',
    reason: 'they see negated as negate d; to us it is a word',
    fits: (made, theirs, ours) => !ours.refused && /\bnegate[a-z_0-9]+/i.test(code(made)),
  },
  {
    name: 'signs of operators in a text',
    reason: "they rewrite `<>`, `=<`, `=>`, `equals` inside quotation marks too: '<>' becomes '!='",
    fits: (made) => pieces(made.expression).some((piece) => /^['"]/.test(piece) && /<>|=<|=>|equals/.test(piece)),
  },
  {
    name: 'an object that says its own length',
    reason: 'they take an object with a key `length` for a list',
    fits: (made) => /"length":/.test(JSON.stringify(made.values)),
  },
  {
    name: 'an object between braces',
    reason: 'they read {"a":1} as an object',
    fits: (made) => pieces(made.expression).some((piece) => /^\{[^{}]*:/.test(piece)),
  },
  {
    name: 'where they throw',
    reason: 'they end with an exception, which hides the rule; ours has a value',
    fits: (made, theirs, ours) => Boolean(theirs.refused) && /^throws/.test(theirs.message) && !ours.refused,
  },
  {
    name: 'what only we can read',
    reason: 'zeros before a whole number, a minus before 0x10: all with one meaning',
    fits: (made, theirs, ours) => Boolean(theirs.refused) && theirs.message === 'does not parse' && !ours.refused && /\b0\d|-0x/.test(code(made)),
  },
  {
    name: 'negate() as a function',
    reason: 'to them negate(x) is a function that is not known, and negate (x) the operator',
    fits: (made) => /\bnegate\(/i.test(made.expression),
  },
  {
    name: 'a condition that comes out of an answer',
    reason: 'what a visitor wrote must not be run',
    fits: (made) => /InArray\(/.test(made.expression) && Object.values(made.values ?? {}).some((value) => typeof value === 'string' && made.expression.includes('{condition}')),
  },
  {
    name: 'names that differ in case alone',
    reason: 'to them the one that came first, to us the one that is written',
    fits: (made) => hasTwins(made.values),
  },
  {
    name: 'the last letter of a Greek word',
    reason: 'sigma has two small forms; to us they are one letter',
    fits: (made) => /[σς]/i.test(JSON.stringify(made)),
  },
  {
    name: 'the case of rarer letters',
    reason: 'we know that of Latin, Greek and Cyrillic letters',
    fits: (made) => /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\P{Cased_Letter}]|[\uff21-\uff5a]/u.test(JSON.stringify(made)),
  },
  {
    name: 'the last bit of a power',
    reason: "V8's own function is up to two units off in the last place: 10 ^ -5 is 0.000009999999999999999",
    fits: (made, theirs, ours) =>
      /\^|power|round\(/i.test(made.expression) && (isClose(theirs.value, ours.value) || /%/.test(code(made))),
  },
  {
    name: 'nothing that is undefined',
    reason: 'they tell undefined (what a function without a result gives) from null in comparison with an empty list; we have null only',
    fits: (made) => / .*\bvoid\b/.test(made.feature) || /\b(iif\(false, 1\)|min\(\)|getYear\()/.test(made.expression),
  },
];

/** Whether two keys of an object, at any depth, are the same but for the case. */
function hasTwins(value) {
  if (!value || typeof value !== 'object') return false;
  const keys = Array.isArray(value) ? [] : Object.keys(value).map((key) => key.toLowerCase());
  return new Set(keys).size < keys.length || Object.values(value).some(hasTwins);
}

function isClose(one, other) {
  return typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) <= Math.abs(other) * 2 ** -50;
}

/** The difference that a disagreement is, or nothing. */
export function differenceOf(made, theirs, ours) {
  return DIFFERENCES.find(({ fits }) => fits(made, theirs, ours));
}

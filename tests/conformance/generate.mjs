/**
 * Decides which cases a seed gives: first everything that is tried one by one, then random ones up to the wanted number. Must
 * not evaluate anything: what a case is worth is said by the engines.
 *
 *     node generate.mjs [COUNT] [SEED]      prints the cases, one a line, as both engines get them
 */
import { pathToFileURL } from 'node:url';
import { broken, damaged } from './case/broken.mjs';
import { dates } from './case/date.mjs';
import { Dice } from './case/dice.mjs';
import { callOf, FUNCTIONS, functions } from './case/function.mjs';
import { literals } from './case/literal.mjs';
import { names } from './case/name.mjs';
import { operandOf } from './case/operand.mjs';
import { BINARY, join, orders, pairs, relatives, spell, spellings, unaries } from './case/operator.mjs';
import { records } from './case/record.mjs';
import { chain, tree } from './case/tree.mjs';
import { KIND_NAMES, KINDS, NOWS, relative, sample } from './case/value.mjs';
import { lineOf } from './answer.mjs';

export const COUNT = 20_000;
export const SEED = 1;

const SECTIONS = [pairs, relatives, unaries, orders, spellings, functions, dates, records, names, literals, broken];

/** A function over arguments of any kinds. */
function anyCall(dice) {
  const name = dice.pick(FUNCTIONS);
  return { ...callOf(dice, name, dice.some(dice.between(1, 4), () => dice.pick(KIND_NAMES))), feature: `${name} any` };
}

/** A binary operator over a value and its relative, of any kinds. */
function anyRelatives(dice) {
  const name = dice.pick(Object.keys(BINARY));
  const kind = dice.pick(Object.keys(KINDS));
  const value = sample(dice, kind);
  const [one, other] = [operandOf(dice, 'a', value), operandOf(dice, 'b', relative(dice, value))];
  const expression = join(dice, one.text, spell(dice, BINARY[name]), other.text);
  return { expression, values: { ...one.values, ...other.values }, feature: `${name} ${kind},relative` };
}

const RANDOM = [[4, tree], [4, chain], [3, anyRelatives], [2, anyCall], [1, damaged]];

/** So many cases `{expression, values, now, feature}`; the same seed gives the same ones. */
export function generate(seed = SEED, count = COUNT) {
  const dice = new Dice(seed);
  const dated = ({ expression, values, feature }) => ({ expression, values, now: dice.pick(NOWS), feature });
  const cases = SECTIONS.flatMap((section) => Array.from(section(dice), dated));
  // Where not all of them are wanted, those that are must come from every section.
  if (cases.length > count) return dice.shuffle(cases).slice(0, count);
  while (cases.length < count) cases.push(dated(dice.weigh(RANDOM)(dice)));
  return cases;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [count = COUNT, seed = SEED] = process.argv.slice(2).map(Number);
  process.stdout.write(generate(seed, count).map((made) => `${lineOf(made)}\n`).join(''));
}

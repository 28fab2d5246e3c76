/**
 * Decides the cases of operators: every binary one with every pair of kinds, every unary one with every kind, and every
 * spelling. Must not build expressions of more than one operator: how operators bind is the matter of tree.mjs.
 */
import { cased, operand, operandOf } from './operand.mjs';
import { KINDS, KIND_NAMES, MADE, relative, sample } from './value.mjs';

/** Every binary operator with all its spellings, the usual one first. */
export const BINARY = {
  equal: ['=', '==', 'equal', 'equals'],
  notequal: ['!=', 'notequal', '<>', 'notequals'],
  less: ['<', 'less'],
  lessorequal: ['<=', 'lessorequal', '=<'],
  greater: ['>', 'greater'],
  greaterorequal: ['>=', 'greaterorequal', '=>'],
  contains: ['contains', 'contain', '*='],
  notcontains: ['notcontains', 'notcontain'],
  anyof: ['anyof'],
  allof: ['allof'],
  noneof: ['noneof'],
  and: ['and', '&&'],
  or: ['or', '||'],
  plus: ['+'],
  minus: ['-'],
  mul: ['*'],
  div: ['/'],
  mod: ['%'],
  power: ['^', 'power'],
};
export const UNARY = { empty: ['empty'], notempty: ['notempty'], negate: ['!', 'negate'] };

const isWord = (spelling) => /^[a-z]/.test(spelling);

/** One spelling of an operator, words in any letter case. `equals` is known in small letters only. */
export function spell(dice, spellings) {
  const spelling = dice.often(0.6) ? spellings[0] : dice.pick(spellings);
  return isWord(spelling) && !spelling.endsWith('equals') ? cased(dice, spelling) : spelling;
}

/** Joins two operands. Words need their spaces, signs do not. */
export function join(dice, left, spelling, right) {
  const spaces = isWord(spelling.toLowerCase()) ? [' ', ' ', ' ', ' ', '  '] : [' ', ' ', ' ', '', '', '\n'];
  return left + dice.pick(spaces) + spelling + dice.pick(spaces) + right;
}

/** An expression of a unary operator: before its operand or after it. Nothing stands after a literal list. */
export function unary(dice, name, text) {
  const spelling = spell(dice, UNARY[name]);
  if (name === 'negate') return spelling === '!' ? dice.pick(['!', '! ']) + text : `${spelling} ${text}`;
  return `${text} ${spelling}`;
}

/** Every binary operator with every pair of kinds. */
export function* pairs(dice) {
  for (const [name, spellings] of Object.entries(BINARY)) {
    for (const left of KIND_NAMES) {
      for (const right of KIND_NAMES) {
        const [one, other] = [operand(dice, 'a', left), operand(dice, 'b', right)];
        const expression = join(dice, one.text, spell(dice, spellings), other.text);
        yield { expression, values: { ...one.values, ...other.values }, feature: `${name} ${left},${right}` };
      }
    }
  }
}

/** Every binary operator with a value and a relative of it, both ways round. */
export function* relatives(dice) {
  for (const [name, spellings] of Object.entries(BINARY)) {
    for (const kind of Object.keys(KINDS)) {
      const value = sample(dice, kind);
      const sides = [operandOf(dice, 'a', value), operandOf(dice, 'b', relative(dice, value))];
      const [one, other] = dice.often(0.3) ? sides.reverse() : sides;
      const expression = join(dice, one.text, spell(dice, spellings), other.text);
      yield { expression, values: { ...one.values, ...other.values }, feature: `${name} ${kind},relative` };
    }
  }
}

/** Every unary operator with every kind. `empty` stands after names and simple literals only, and none bears a null literal. */
export function* unaries(dice) {
  for (const name of Object.keys(UNARY)) {
    for (const kind of KIND_NAMES) {
      if (MADE[kind] && name !== 'negate') continue;
      const literals = kind === 'null' || Array.isArray(KINDS[kind]?.[0]) ? 0 : 0.3;
      for (const { text, values } of dice.some(3, () => operand(dice, 'a', kind, { literals }))) {
        yield { expression: unary(dice, name, text), values, feature: `${name} ${kind}` };
      }
    }
  }
}

/** How texts are sorted: by code units, with runs of digits as they are, whatever the letter case. */
export function* orders(dice) {
  const texts = ['a', 'A', 'b', 'B', 'ä', 'я', 'Я', 'ё', 'Ё', '😀', 'Ａ', '10', '9', 'a10', 'a9', ' a', '', '-1', 'true'];
  for (const a of texts) {
    for (const b of texts) {
      const name = dice.pick(['less', 'lessorequal', 'greater', 'greaterorequal', 'equal', 'contains']);
      yield { expression: join(dice, '{#a}', BINARY[name][0], '{#b}'), values: { a, b }, feature: `order ${name}` };
    }
  }
}

/** Every spelling in small, capital and mixed letters, with spaces and without. */
export function* spellings(dice) {
  const values = { a: 5, b: [5, 7], t: 'Abc', m: 0 };
  const operands = [['{a}', '{b}'], ['{b}', '{a}'], ['{a}', '3'], ['{t}', "'b'"], ['7', '{a}'], ['{m}', '{t}']];
  for (const [name, known] of [...Object.entries(BINARY), ...Object.entries(UNARY)]) {
    for (const spelling of known) {
      const capital = spelling[0].toUpperCase() + spelling.slice(1);
      for (const written of new Set([spelling, spelling.toUpperCase(), capital])) {
        const [left, right] = dice.pick(operands);
        const after = () => [`${left} ${written}`, `{a}${written}`];
        const before = () => [`${written} ${left}`, `${written}{a}`];
        const between = () => [`${left} ${written} ${right}`, `{a}${written}${right}`, `${left}\n\t${written}\r\n ${right}`];
        const forms = name === 'negate' ? before : UNARY[name] ? after : between;
        for (const expression of forms()) yield { expression, values, feature: `spelling ${written}` };
      }
    }
  }
}

/**
 * Decides how a value is written into an expression: by name, by name without conversion, or as a literal. Must not choose
 * values: which ones there are is said in value.mjs.
 */
import { MADE, sample } from './value.mjs';

/** Words that the grammar reads as something else than a bare word, at their beginning already. */
const TAKEN = /^(true|false|null|undefined|negate)/i;
const BARE = /^[a-zA-Z_]+[0-9]*[a-zA-Z_]*$/;

/** A text between quotes of either sort; the quotes inside are escaped. */
export function quoted(dice, text) {
  const quote = dice.pick(["'", "'", '"']);
  return quote + text.replace(/['"]/g, '\\$&') + quote;
}

/** Letters in another case: `contains`, `CONTAINS`, `cOntAIns`. */
export function cased(dice, word) {
  return dice.weigh([
    [6, word],
    [2, word.toUpperCase()],
    [1, [...word].map((letter) => (dice.often(0.5) ? letter.toUpperCase() : letter)).join('')],
  ]);
}

/** The literal of a value, or nothing where the grammar has none for it. */
export function literal(dice, value) {
  if (typeof value === 'boolean') return cased(dice, String(value));
  if (typeof value === 'number') {
    const plain = Object.is(value, -0) ? '-0' : String(value);
    if (!/^-?[0-9]+(\.[0-9]+)?$/.test(plain)) return undefined;
    const hex = value.toString(16);
    // The grammar knows the digits 0 to 9 in hexadecimal numbers, and no more.
    return value >= 0 && /^[0-9]+$/.test(hex) && dice.often(0.2) ? `0x${hex}` : plain;
  }
  if (typeof value === 'string') {
    if (value.includes('\\')) return undefined;
    return BARE.test(value) && !TAKEN.test(value) && dice.often(0.3) ? value : quoted(dice, value);
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(dice, item));
    return items.some((item) => item === undefined) ? undefined : `[${items.join(dice.pick([',', ', ']))}]`;
  }
  return undefined;
}

/** A value under a name: `{text, values}`. Now and then as a literal or with the `#` that switches conversion off. */
export function operandOf(dice, name, value, { literals = 0.2 } = {}) {
  const written = dice.often(literals) ? literal(dice, value) : undefined;
  if (written !== undefined) return { text: written, values: {} };
  const values = value === undefined ? {} : { [name]: value };
  return { text: dice.often(0.12) ? `{#${name}}` : `{${name}}`, values };
}

/** An operand of a kind: `{text, values}`. */
export function operand(dice, name, kind, options) {
  if (!MADE[kind]) return operandOf(dice, name, sample(dice, kind), options);
  const [form, samples] = dice.pick(MADE[kind]);
  return { text: form.replace('@', `{${name}}`), values: form.includes('@') ? { [name]: dice.pick(samples) } : {} };
}

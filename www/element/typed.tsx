/**
 * Decides how one text field is drawn, in questions and in the contact step alike, so that nothing typed is ever lost.
 * Must not know what is asked, nor whether the text is right.
 */
import { type Child, h } from './dom';
import type { Input, Msg } from './types';

/** Where a field stands. */
export interface Placed {
  id: string;
  /** What is wrong with it. */
  wrong?: Msg;
  /** Ids of the texts that say more: description, error, hint. */
  describedBy?: string;
}

/** One text field. */
export interface Typed extends Placed {
  /** What the engine holds; shown unless the visitor is typing here. */
  value: unknown;
  type: Input;
  /** Several lines. */
  long?: boolean;
  name?: string;
  /** What the browser may fill in. */
  autocomplete?: string;
  placeholder?: string;
  required: boolean;
  /** Takes no answer. */
  disabled?: boolean;
  /** The least, the greatest and the step, for fields that the browser helps to fill in. */
  min?: string | number;
  max?: string | number;
  step?: number;
  onText(text: string): void;
}

/** A field for one line of text, or for several. A number is typed as text: browsers hide what they cannot read as one. */
export function typed({ type, long, min, max, step, value, wrong, describedBy, onText, ...rest }: Typed): Child {
  const counts = type === 'number';
  const take = (event: { currentTarget: HTMLInputElement }) => onText(event.currentTarget.value);
  const props = {
    ...rest,
    // Colours, dates, months, numbers, times and weeks are short.
    class: type === 'range' ? type : /^([cdmnw]|ti)/.test(type) ? 'field short' : 'field',
    part: 'input',
    value: String(value ?? (type === 'color' ? '#000000' : '')),
    'aria-invalid': String(!!wrong),
    'aria-describedby': describedBy,
    oninput: take,
  };
  if (long) return <textarea {...props} rows={4} />;
  if (counts) return <input {...props} type="text" inputmode="decimal" />;
  // A handle that is pressed where it stands has not moved, and answers all the same.
  return <input type={type} min={min} max={max} step={step} {...props} onclick={type === 'range' ? take : undefined} />;
}

/** What was typed, as an answer: a number where one is asked for and the text plainly is one (`12`, `1 200`, `12,5`). */
export function readTyped(type: Input, text: string): string | number {
  const plain = text.replace(/\s/g, '').replace(/,(?=\d{1,2}$)/, '.');
  // Anything else goes as it was typed, for the engine to judge.
  return /^(num|ran)/.test(type) && /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

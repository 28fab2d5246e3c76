/**
 * Decides how one text field is drawn, in questions and in the contact step alike, so that nothing typed is ever lost.
 * Must not know what is asked, nor whether the text is right.
 */
import { type Child, h } from './dom';
import type { Msg } from './types';

/** One text field. */
export interface Typed {
  id: string;
  /** What the engine holds; shown unless the visitor is typing here. */
  value: unknown;
  type: 'text' | 'number' | 'email' | 'tel' | 'date';
  /** Several lines. */
  long?: boolean;
  name?: string;
  /** What the browser may fill in. */
  autocomplete?: string;
  placeholder?: string;
  required: boolean;
  /** What is wrong with it. */
  wrong?: Msg;
  /** Ids of the texts that say more: description, error, hint. */
  describedBy?: string;
  onText(text: string): void;
}

/** A field for one line of text, or for several. A number is typed as text: browsers hide what they cannot read as one. */
export function typed({ type, long, value, wrong, describedBy, onText, ...rest }: Typed): Child {
  const counts = type === 'number';
  const props = {
    ...rest,
    class: counts || type === 'date' ? 'field short' : 'field',
    part: 'input',
    value: String(value ?? ''),
    'aria-invalid': String(!!wrong),
    'aria-describedby': describedBy,
    oninput: (event: Event) => onText((event.currentTarget as HTMLInputElement).value),
  };
  if (long) return <textarea {...props} rows={4} />;
  return <input {...props} type={counts ? 'text' : type} inputmode={counts ? 'decimal' : undefined} />;
}

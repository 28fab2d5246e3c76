/**
 * Decides how one text field is drawn, in questions and in the contact step alike, so that nothing typed is ever lost.
 * Must not know what is asked, nor whether the text is right.
 */
import type { InputHTMLAttributes, JSX } from 'preact';
import type { Msg } from './types';

/** One text field. */
export interface TypedProps {
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
export function Typed({ type, long, value, wrong, describedBy, onText, ...rest }: TypedProps): JSX.Element {
  const props = {
    ...rest,
    class: type === 'number' || type === 'date' ? 'field short' : 'field',
    part: 'input',
    'aria-invalid': !!wrong,
    'aria-describedby': describedBy,
    ref: showing(value),
    onInput: (event: Event) => onText((event.currentTarget as HTMLInputElement).value),
  };
  if (long) return <textarea {...props} rows={4} />;
  const kind = { type: type === 'number' ? 'text' : type, inputMode: type === 'number' ? 'decimal' : undefined };
  return <input {...({ ...props, ...kind } as InputHTMLAttributes<HTMLInputElement>)} />;
}

/**
 * A Preact `ref` that shows `value`, save in the field that is being typed in:
 * there the visitor is always ahead of the engine, and the caret must not jump.
 */
function showing(value: unknown): (field: HTMLInputElement | HTMLTextAreaElement | null) => void {
  const text = String(value ?? '');
  return (field) => {
    const typing = field && (field.getRootNode() as ShadowRoot).activeElement === field;
    if (field && !typing && field.value !== text) field.value = text;
  };
}

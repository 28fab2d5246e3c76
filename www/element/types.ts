/**
 * Decides the words that the loader, the engine and the element share: what is drawn, what is sent back, how texts come.
 * Must not know how anything is drawn, nor what a message key says in any language. Types only: it costs no bytes.
 */

/** A text by its key, with the arguments that its placeholders name. */
export interface Msg {
  key: string;
  args?: Record<string, string | number>;
  /** The author's own words, which go before those of the key. */
  text?: string;
}

/** A text whose wording depends on one number among its arguments. */
export interface Plural {
  /** Name of the argument that counts. */
  by: string;
  /** Wordings by plural category; `other` is used where the language's category is missing. */
  forms: Partial<Record<Intl.LDMLPluralRule, string>>;
}

/** The texts of one language, by message key; `{name}` stands for an argument. */
export type Messages = Record<string, string | Plural>;

/** What the engine wants to be seen now. */
export interface View {
  /** Name of the quiz. */
  quiz: string;
  state: 'page' | 'contact' | 'rejected' | 'done';
  /** Number of this step, from 1. */
  step: number;
  /** Number of steps that may still be shown, this one and those before it included. */
  steps: number;
  /** Whole percent, 0 to 100; never goes back. */
  progress: number;
  /** Title of the quiz, shown in every state. */
  title?: string;
  /** Title of the page or the result; the first question's title stands in for it. */
  heading?: string;
  /** Description under the heading. */
  text?: string;
  /** Questions of a `page`; empty in other states. */
  questions: Question[];
  /** Fields of `contact`, and of `rejected` where a contact may still be left. */
  contact?: Contact;
  /** What is proposed instead to a visitor who was turned away. */
  offer?: Offer;
  /** Whether there is a step to go back to. */
  canBack: boolean;
  /** The main button; none where absent. The page whose button is `quiz.start` is the cover. */
  action?: Msg;
  /** How the sending of the lead stands, in `done`. */
  delivery?: Msg;
  /** The author's words in `done`: HTML, of which only what `markup.ts` lists is drawn. */
  html?: string;
  /** Where the visitor is sent in `done`, once the lead is on its way; addresses of the web only. */
  redirect?: string;
  /** What must be mended, in the order of the fields. */
  errors: Problem[];
}

/** One thing to mend; `name` is a question, a contact field or a consent. */
export interface Problem {
  name: string;
  msg: Msg;
}

/** An alternative for a visitor whom the filter turned away. */
export interface Offer {
  kind: string;
  text: string;
  url?: string;
  label?: string;
}

/** What a line is for: its type in HTML. */
export type Input =
  | 'text' | 'number' | 'range' | 'email' | 'tel' | 'url' | 'password' | 'color'
  | 'date' | 'datetime-local' | 'time' | 'month' | 'week';

/** One question of a page, or something that is only shown there. */
export interface Question {
  name: string;
  /** What its author made it, in the words of SurveyJS. */
  kind:
    | 'radiogroup' | 'checkbox' | 'dropdown' | 'tagbox' | 'imagepicker' | 'ranking' | 'boolean' | 'rating'
    | 'text' | 'comment' | 'multipletext' | 'slider' | 'expression' | 'html' | 'image';
  /** What it is answered with; whoever draws these can draw every kind. `words` are only shown. */
  control: 'radiogroup' | 'checkbox' | 'text' | 'comment' | 'lines' | 'words';
  /** What is asked; the name where the author wrote nothing. */
  title: string;
  description?: string;
  required: boolean;
  /** Takes no answer now. */
  locked?: boolean;
  /** A choice's value, a list of them (in their order for `ranking`), what was typed, one number or two, lines by name. */
  value?: unknown;
  /** Empty where nothing is to be chosen. */
  choices: Choice[];
  /** The words beside the choice `other`; sent as an answer to `NAME-Comment`. */
  comment?: string;
  /** The lines of `lines`. */
  lines?: Line[];
  /** The words of `html`: of HTML only what `markup.ts` lists is drawn. */
  html?: string;
  /** Where the picture of `image` is. */
  image?: string;
  /** What a `text` holds; plain text where absent. */
  input?: Input;
  placeholder?: string;
  /** The least and the greatest: numbers, or dates, times, months and weeks as HTML writes them. */
  min?: string | number;
  max?: string | number;
  /** The step between numbers; any number where absent. */
  step?: number;
  /** A `slider` with two ends, answered with a list of two numbers. */
  range?: boolean;
  /** A single choice that goes on as soon as it is made (never by arrow keys). */
  advance: boolean;
}

/** One answer to choose. */
export interface Choice {
  value: unknown;
  text: string;
  selected: boolean;
  /** Where its picture is. */
  image?: string;
}

/** One line of a question that has several. */
export interface Line {
  name: string;
  title: string;
  required: boolean;
  input: Input;
  placeholder?: string;
  value?: unknown;
  /** What is wrong with it. */
  msg?: Msg;
}

/** The fields and boxes of the contact step. */
export interface Contact {
  fields: ContactField[];
  consents: Consent[];
}

/** One field of the contact step. */
export interface ContactField {
  name: 'name' | 'phone' | 'email' | 'whatsapp' | 'telegram' | 'viber' | 'vk' | 'max';
  required: boolean;
  value: string;
  /** A doubt that stops nobody: a likely typing error, an odd phone number. */
  hint?: Msg;
}

/** One consent box; never ticked for the visitor. */
export interface Consent {
  id: string;
  text: string;
  /** Where the full wording stands. */
  link?: string;
  required: boolean;
  given: boolean;
}

/** What the visitor did. */
export type Action =
  | { do: 'open' | 'start' | 'next' | 'back' | 'send' | 'restart' }
  | { do: 'answer'; name: string; value: unknown }
  | { do: 'contact'; name: string; value: string }
  | { do: 'consent'; id: string; given: boolean };

/** How the loader hands the engine to the element. */
export interface Bridge {
  /** Sends an action to the engine; never throws. */
  act(quiz: string, action: Action): void;
  /** Draws now and at each change; `null` means that the engine cannot be used. Returns the way to stop. */
  subscribe(quiz: string, draw: (view: View | null) => void): () => void;
  /** The text of a message in the page's language, the owner's words first. */
  say(msg: Msg): string;
  /** Language of the texts, BCP 47. */
  lang: string;
}

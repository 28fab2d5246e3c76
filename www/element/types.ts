/**
 * Decides the words that the loader, the engine and the element share: what is drawn, what is sent back, how texts come.
 * Must not know how anything is drawn, nor what a message key says in any language. Types only: it costs no bytes.
 */

/** A text by its key, with the arguments that its placeholders name. */
export interface Msg {
  key: string;
  args?: Record<string, string | number>;
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
  state: 'cover' | 'page' | 'contact' | 'rejected' | 'done';
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
  /** The main button; none where absent. */
  action?: Msg;
  /** How the sending of the lead stands, in `done`. */
  delivery?: Msg;
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

/** One question of a page. */
export interface Question {
  name: string;
  kind: 'radiogroup' | 'checkbox' | 'text' | 'comment';
  title: string;
  description?: string;
  required: boolean;
  /** A choice's value, a list of them, or what was typed. */
  value?: unknown;
  choices: Choice[];
  /** What a `text` holds; plain text where absent. */
  input?: 'text' | 'number' | 'email' | 'tel' | 'date';
  placeholder?: string;
  /** A single choice that goes on as soon as it is made (never by arrow keys). */
  advance: boolean;
}

/** One answer to choose. */
export interface Choice {
  value: unknown;
  text: string;
  selected: boolean;
}

/** The fields and boxes of the contact step. */
export interface Contact {
  fields: ContactField[];
  consents: Consent[];
}

/** One field of the contact step. */
export interface ContactField {
  name: 'name' | 'phone' | 'email';
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

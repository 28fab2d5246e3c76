/**
 * Decides the small things that every kind of step draws alike: heading, error, star, link, and the ids that tie them together.
 * Must not know questions, contacts or results.
 */
import { type Attributes, type Child, h } from './dom';
import type { Stage } from './player';
import type { Msg, View } from './types';

/** The heading that gets the focus when the step appears. */
export function heading(content: Child): Child {
  return (
    <h2 id="heading" part="heading" tabindex={-1}>
      {content}
    </h2>
  );
}

/** The mark of a field that must be filled in, where others need not be. */
export const STAR = (
  <span class="star" aria-hidden="true">
    {' *'}
  </span>
);

/** Where a question, a contact field or a consent stands, and what is wrong with it. */
export interface Place {
  /** Id of its first control; texts about it append a letter. */
  id: string;
  /** What is to be mended there. */
  wrong?: Msg;
}

/** The place that a name means; the first field where it means the step as a whole. */
export function place({ questions, contact, errors }: View, name: string): Place {
  const names = [...questions, ...(contact?.fields ?? [])].map((field) => field.name);
  const boxes = contact?.consents.map((consent) => consent.id) ?? [];
  return {
    id: 'f' + Math.max(0, [...names, ...boxes].indexOf(name)),
    wrong: errors.find((error) => error.name === name)?.msg,
  };
}

/** The id of the control that has this number in its place. */
export function nth(id: string, index: number): string {
  return index ? id + '-' + index : id;
}

/** What is wrong in one place; its id is the place's with an `e`, for `aria-describedby`. */
export function error(stage: Stage, { id, wrong }: Place): Child {
  return (
    wrong && (
      <p class="wrong" part="error" key="error" id={id + 'e'}>
        {stage.say(wrong)}
      </p>
    )
  );
}

/** A link, if its address is one that a page may offer; its text otherwise. */
export function link(url: string, text: string, attributes: Attributes): Child {
  const href = safe(url);
  return href ? (
    <a {...attributes} href={href} part="link">
      {text}
    </a>
  ) : (
    text
  );
}

/** A picture, if its address is one that a page may offer; `alt` is empty where it only adorns. */
export function picture(url: string | undefined, alt: string, key?: string): Child {
  const src = url && safe(url);
  return src && <img class="picture" part="picture" key={key} src={src} alt={alt} />;
}

/** A value as it is read: numbers in the way of the language. */
export function shown({ lang }: Stage, value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'number' ? value.toLocaleString(lang) : String(value ?? '');
}

/** The whole address where its scheme is http, https, mailto or tel; relative ones start from the page. */
export function safe(url: string): string | undefined {
  try {
    const { protocol, href } = new URL(url, location.href);
    return /^(https?|mailto|tel):$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

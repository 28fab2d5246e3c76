/**
 * Decides how what is only shown is drawn: words of the author's, a picture, what an expression gives.
 * Must not know where an address leads, nor how a value came about.
 */
import { type Asked, texts } from './asked';
import { type Child, h } from './dom';
import { markup } from './markup';
import { heading, picture, shown } from './parts';
import type { Question } from './types';

/** Whether a question has no title to read: its name stands for one. */
export function isMute({ kind }: Question): boolean {
  return kind === 'html' || kind === 'image';
}

/** Words, a picture or a value. */
export function words(asked: Asked): Child {
  const { stage, question, leads, at } = asked;
  const { kind, name, title, value } = question;
  if (kind === 'html') return passage(question.html, name);
  // Without words of the author's a picture says nothing that could be read out.
  if (kind === 'image') return picture(question.image, title === name ? '' : title, name);
  return (
    <div class="question" part="question" key={name}>
      {leads ? heading(title) : <p class="name">{title}</p>}
      {texts(asked)}
      <output part="value" id={at.id} tabindex={-1}>
        {shown(stage, value)}
      </output>
    </div>
  );
}

/** An author's HTML. */
export function passage(html = '', key = 'html'): Child {
  return (
    <div class="words" part="words" key={key}>
      {markup(html)}
    </div>
  );
}

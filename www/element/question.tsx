/**
 * Decides which controls a question is answered with. Must not know other questions, nor whether an answer is right.
 */
import { answer, type Asked, describedBy, group, line, single } from './asked';
import { choices } from './choices';
import { type Child, h } from './dom';
import { lines } from './lines';
import { nth, place, shown } from './parts';
import type { Stage } from './player';
import { type Placed, readTyped, typed } from './typed';
import type { Question } from './types';
import { words } from './words';

/** One question with its title, its description and what is wrong with it; `leads` where its title is the step's heading. */
export function questionField(stage: Stage, question: Question, leads: boolean): Child {
  const { control, kind, description } = question;
  const ranks = kind === 'ranking';
  const how = control === 'checkbox' && (ranks || !description) && stage.say({ key: ranks ? 'element.rank' : 'element.several' });
  const about = [leads && stage.view.text, description, how].filter(Boolean).join('\n');
  const asked = { stage, question, leads, at: place(stage.view, question.name), about };
  if (control === 'words') return words(asked);
  if (control === 'lines') return lines(asked);
  return control === 'text' || control === 'comment' ? text(asked) : choices(asked);
}

/** A line, several lines, a number on a scale, or two where the question has two ends. */
function text(asked: Asked): Child {
  const { stage, question, at } = asked;
  const { control, kind, input = 'text', value, placeholder, required, locked, min, max, step } = question;
  const scales = kind === 'slider' || input === 'range';
  const type = scales ? 'range' : input;
  const [least, most] = [min ?? 0, max ?? 100];
  const field = (placed: Placed, value: unknown, isGiven: boolean, set: (typed: unknown) => unknown) => [
    typed({
      ...placed,
      type,
      long: control === 'comment',
      value,
      autocomplete: /email|tel/.test(type) ? type : undefined,
      placeholder,
      required,
      disabled: locked,
      min,
      max,
      step,
      onText: (text) => answer(asked, set(readTyped(type, text))),
    }),
    scales && (
      <p class="count" aria-hidden="true">
        <span>{shown(stage, least)}</span>
        <b part="value">{isGiven ? shown(stage, value) : '–'}</b>
        <span>{shown(stage, most)}</span>
      </p>
    ),
  ];
  const given = Array.isArray(value);
  if (!question.range && !given) {
    const isGiven = value !== undefined;
    // A handle has to stand somewhere.
    return single(asked, field({ ...at, describedBy: describedBy(asked) }, isGiven || !scales ? value : least, isGiven, (typed) => typed));
  }
  const ends = given ? value : [least, most];
  return group(
    asked,
    ends.map((end, index) =>
      line(asked, { id: nth(at.id, index) }, stage.say({ key: index ? 'element.to' : 'element.from' }), (placed) =>
        // One end that is moved past the other takes it along.
        field(placed, end, given, (typed) => ends.map((other, place) => (place === index || (place > index ? other < typed! : other > typed!) ? typed : other))),
      ),
    ),
  );
}

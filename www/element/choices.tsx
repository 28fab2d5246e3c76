/**
 * Decides how choices are drawn and what choosing sends: one, several, several in an order, and the words beside `other`.
 * Must not know why a choice is there, nor whether it is the right one.
 */
import { answer, type Asked, group, line } from './asked';
import { type Child, h } from './dom';
import { byArrow } from './keys';
import { nth, picture } from './parts';
import { typed } from './typed';
import type { Choice, Question } from './types';

/** The choice that asks for words of the visitor's own. */
const OTHER = 'other';

/** What the visitor has put in order on the question that is shown; the engine ranks the rest. */
const ordered = new WeakMap<Element, unknown[]>();

/** The choices of a question. */
export function choices(asked: Asked): Child {
  const { stage, question, at } = asked;
  const { name, kind, choices, comment } = question;
  /** The words beside `other` are missing: nothing is wrong with the choices. */
  const lacks = at.wrong?.key === 'error.other' ? at.wrong : undefined;
  const shown = lacks ? { ...asked, at: { id: at.id } } : asked;
  return group(
    shown,
    [
      <div class={'choices ' + (choices.some(({ image }) => image) ? 'pictures' : kind)} part="choices">
        {choices.map((choice, index) => card(shown, choice, index))}
      </div>,
      choices.some(({ selected, value }) => selected && value === OTHER) &&
        line(asked, { id: at.id + 'o', wrong: lacks }, stage.say({ key: 'element.other' }), (rest) =>
          typed({ ...rest, type: 'text', value: comment, required: true, onText: (value) => stage.act({ do: 'answer', name: name + '-Comment', value }) }),
        ),
    ],
    question.control === 'radiogroup',
  );
}

function card(asked: Asked, choice: Choice, index: number): Child {
  const { stage, question, at } = asked;
  const several = question.control === 'checkbox';
  const ranks = question.kind === 'ranking';
  const rates = question.kind === 'rating' && /^\d+$/.test(choice.text);
  const goesOn = question.advance && !several && choice.value !== OTHER;
  const rank = ranks ? list(question.value).indexOf(choice.value) + 1 : 0;
  const digit = rates ? choice.text : index < 9 && index + 1;
  const hints = digit && !rates && !ranks && stage.view.questions.filter((one) => one.choices.length).length === 1;
  return (
    <label class="choice" key={index} part={choice.selected ? 'choice selected' : 'choice'}>
      <input
        type={several ? 'checkbox' : 'radio'}
        name={at.id}
        id={nth(at.id, index)}
        checked={choice.selected}
        aria-invalid={several && String(!!at.wrong)}
        data-advance={goesOn && 1}
        data-digit={digit}
        onchange={(event) => {
          const box = event.currentTarget;
          if (!goesOn || byArrow()) answer(asked, ranks ? moved(box, question, choice.value) : several ? ticked(box, question) : choice.value);
        }}
        onclick={() => {
          if (!goesOn || byArrow()) return;
          answer(asked, choice.value);
          stage.act({ do: 'next' });
        }}
      />
      <span class="card">{choice.text}</span>
      {picture(choice.image, '')}
      {rank > 0 && (
        <span class="rank" part="rank">
          {rank}
        </span>
      )}
      {hints && (
        <span class="digit" part="digit" aria-hidden="true">
          {digit}
        </span>
      )}
    </label>
  );
}

/** The values that are ticked now, in the order of the choices. The boxes are ahead of the engine, so they are asked. */
function ticked(box: HTMLInputElement, question: Question): unknown[] {
  const boxes = [...(box.closest('.choices')?.querySelectorAll('input') ?? [])];
  return question.choices.filter((_, index) => boxes[index]?.checked).map((choice) => choice.value);
}

/**
 * The order after a choice was pressed: it comes behind those that were pressed before, or leaves them where it was one.
 * Where the engine has ranked the rest, those stand behind in the order they had.
 */
function moved(box: HTMLInputElement, { choices, value }: Question, pressed: unknown): unknown[] {
  const all = list(value);
  const group = box.closest('fieldset')!;
  const before = ordered.get(group) ?? (all.length < choices.length ? all : []);
  const own = before.filter((item) => item !== pressed && all.includes(item));
  if (!before.includes(pressed)) own.push(pressed);
  ordered.set(group, own);
  return [...own, ...all.filter((item) => item !== pressed && !own.includes(item))];
}

/** An answer of several values, empty where there is none. */
function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

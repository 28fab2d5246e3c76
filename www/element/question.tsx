/**
 * Decides how one question is drawn and what an answer sends. Must not know other questions, nor whether an answer is right.
 */
import { type Child, h } from './dom';
import { byArrow } from './keys';
import { error, heading, type Place, place, STAR } from './parts';
import type { Stage } from './player';
import { typed } from './typed';
import type { Choice, Question } from './types';

/** A question together with what its parts share. */
interface Asked {
  stage: Stage;
  question: Question;
  /** Its title is the step's heading. */
  leads: boolean;
  at: Place;
  /** What stands under the title. */
  about: string;
  /** The ids of the texts about it. */
  describedBy?: string;
}

/** One question with its title, its description and what is wrong with it; `leads` where its title is the step's heading. */
export function questionField(stage: Stage, question: Question, leads: boolean): Child {
  const several = question.kind === 'checkbox';
  const about = [leads && stage.view.text, question.description ?? (several && stage.say({ key: 'element.several' }))].filter(Boolean).join('\n');
  const at = place(stage.view, question.name);
  const describedBy = [about && at.id + 'd', at.wrong && at.id + 'e'].filter(Boolean).join(' ') || undefined;
  const asked = { stage, question, leads, at, about, describedBy };
  return several || question.kind === 'radiogroup' ? choices(asked) : text(asked);
}

function text(asked: Asked): Child {
  const { stage, question, leads, at, describedBy } = asked;
  const input = question.input ?? 'text';
  const label = (
    <label class="name" for={at.id}>
      {title(asked)}
    </label>
  );
  return (
    <div class="question" part="question" key={question.name}>
      {leads ? heading(label) : label}
      {texts(asked)}
      {typed({
        id: at.id,
        type: input,
        long: question.kind === 'comment',
        value: question.value,
        autocomplete: input === 'email' || input === 'tel' ? input : undefined,
        placeholder: question.placeholder,
        required: question.required,
        wrong: at.wrong,
        describedBy,
        onText: (text) => stage.act({ do: 'answer', name: question.name, value: input === 'number' ? numeric(text) : text }),
      })}
    </div>
  );
}

function choices(asked: Asked): Child {
  const { question, leads, at, describedBy } = asked;
  const single = question.kind === 'radiogroup';
  return (
    <fieldset
      class="question"
      part="question"
      key={question.name}
      role={single ? 'radiogroup' : 'group'}
      aria-describedby={describedBy}
      aria-required={single && String(question.required)}
      aria-invalid={single && String(!!at.wrong)}
    >
      <legend class="name">{leads ? heading(title(asked)) : title(asked)}</legend>
      {texts(asked)}
      <div class="choices" part="choices">
        {question.choices.map((choice, index) => card(asked, choice, index))}
      </div>
    </fieldset>
  );
}

function title({ stage, question }: Asked): Child {
  return [question.title, question.required && stage.view.questions.length > 1 && STAR];
}

/** What stands under the title: the description, and what is wrong. */
function texts({ stage, at, about }: Asked): Child {
  return [
    about && (
      <p class="about" part="description" id={at.id + 'd'}>
        {about}
      </p>
    ),
    error(stage, at),
  ];
}

function card({ stage, question, at }: Asked, choice: Choice, index: number): Child {
  const answer = (value: unknown) => stage.act({ do: 'answer', name: question.name, value });
  const several = question.kind === 'checkbox';
  const goesOn = question.advance && !several;
  const digits = index < 9 && stage.view.questions.filter((one) => one.choices.length).length === 1;
  return (
    <label class="choice" key={index} part={choice.selected ? 'choice selected' : 'choice'}>
      <input
        type={several ? 'checkbox' : 'radio'}
        name={at.id}
        id={index ? at.id + '-' + index : at.id}
        checked={choice.selected}
        aria-invalid={several && String(!!at.wrong)}
        data-advance={goesOn && 1}
        onchange={(event) => {
          if (!goesOn || byArrow()) answer(several ? ticked(event.currentTarget, question) : choice.value);
        }}
        onclick={() => {
          if (!goesOn || byArrow()) return;
          answer(choice.value);
          stage.act({ do: 'next' });
        }}
      />
      <span class="card">{choice.text}</span>
      {digits && (
        <span class="digit" part="digit" aria-hidden="true">
          {index + 1}
        </span>
      )}
    </label>
  );
}

/** The values that are ticked now, in the order of the choices. The boxes are ahead of the engine, so they are asked. */
function ticked(box: HTMLInputElement, question: Question): unknown[] {
  const boxes = [...(box.closest('fieldset')?.querySelectorAll('input') ?? [])];
  return question.choices.filter((_, index) => boxes[index]?.checked).map((choice) => choice.value);
}

/** A number where the text plainly is one (`12`, `1 200`, `12,5`); the text as typed otherwise, for the engine to judge. */
function numeric(text: string): string | number {
  const plain = text.replace(/\s/g, '').replace(/,(?=\d{1,2}$)/, '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

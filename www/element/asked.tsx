/**
 * Decides what every question has around its controls: title, description, what is wrong, the group they stand in.
 * Must not know the controls, nor whether an answer is right.
 */
import { type Child, h } from './dom';
import { error, heading, type Place, STAR } from './parts';
import type { Stage } from './player';
import type { Placed } from './typed';
import type { Question } from './types';

/** A question together with what its parts share. */
export interface Asked {
  stage: Stage;
  question: Question;
  /** Its title is the step's heading. */
  leads: boolean;
  at: Place;
  /** What stands under the title. */
  about: string;
}

/** Sends an answer to the question. */
export function answer({ stage, question }: Asked, value: unknown): void {
  stage.act({ do: 'answer', name: question.name, value });
}

/** The title, with a star where it must be answered and others need not be. */
export function title({ stage, question }: Asked): Child {
  return [question.title, question.required && stage.view.questions.length > 1 && STAR];
}

/** What stands under the title: the description, and what is wrong. */
export function texts({ stage, at, about }: Asked): Child {
  return [
    about && (
      <p class="about" part="description" id={at.id + 'd'}>
        {about}
      </p>
    ),
    error(stage, at),
  ];
}

/** The ids of these texts. */
export function describedBy({ about, at }: Asked): string | undefined {
  return [about && at.id + 'd', at.wrong && at.id + 'e'].filter(Boolean).join(' ') || undefined;
}

/** One control under its title. */
export function single(asked: Asked, control: Child): Child {
  const label = (
    <label class="name" for={asked.at.id}>
      {title(asked)}
    </label>
  );
  return (
    <div class="question" part="question" key={asked.question.name}>
      {asked.leads ? heading(label) : label}
      {texts(asked)}
      {control}
    </div>
  );
}

/** Several controls under one title; `radio` where one of them is chosen. */
export function group(asked: Asked, controls: Child, radio = false): Child {
  const { question, leads, at } = asked;
  return (
    <fieldset
      class="question"
      part="question"
      key={question.name}
      role={radio ? 'radiogroup' : 'group'}
      disabled={question.locked}
      aria-describedby={describedBy(asked)}
      aria-required={radio && String(question.required)}
      aria-invalid={radio && String(!!at.wrong)}
    >
      <legend class="name">{leads ? heading(title(asked)) : title(asked)}</legend>
      {texts(asked)}
      {controls}
    </fieldset>
  );
}

/** One of several controls, with a label of its own and what is wrong with it. */
export function line({ stage }: Asked, at: Place, label: Child, control: (placed: Placed) => Child): Child {
  const { id, wrong } = at;
  return (
    <div class="line" part="line" key={id}>
      <label for={id}>{label}</label>
      {error(stage, at)}
      {control({ id, wrong, describedBy: wrong && id + 'e' })}
    </div>
  );
}

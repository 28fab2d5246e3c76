/**
 * Decides the frame around every step: title, progress, heading, errors, buttons.
 * Must not know how single questions, contacts and results are drawn, nor which step follows.
 */
import { contactFields } from './contact';
import { type Child, h } from './dom';
import { focusField } from './focus';
import { press, release } from './keys';
import { heading, place } from './parts';
import type { Stage } from './player';
import { questionField } from './question';
import { result } from './result';
import type { Action, Msg, View } from './types';

/** The whole quiz in its present state; `step` changes when another step is shown. */
export function frame(stage: Stage, step: string): Child {
  const { view } = stage;
  const main = () => view.action && stage.act(meaning(view.action, view));
  return (
    <form
      class={'quiz ' + view.state}
      part="quiz"
      lang={stage.lang}
      aria-label={view.title}
      novalidate
      onsubmit={(event) => {
        event.preventDefault();
        main();
      }}
      onkeydown={(event) => press(event, main)}
      onkeyup={release}
      onpointerdown={release}
    >
      {head(stage)}
      <div class="step" part="step" key={step}>
        {summary(stage)}
        {body(stage)}
      </div>
      {buttons(stage)}
    </form>
  );
}

function meaning(action: Msg, view: View): Action {
  if (action.key === 'quiz.start') return { do: 'start' };
  return { do: view.contact ? 'send' : 'next' };
}

function head({ view, say }: Stage): Child {
  const counted = view.state === 'page' || view.state === 'contact';
  return (
    <div class="head">
      {view.title && view.title !== ownHeading(view) && <p class="title" part="title">{view.title}</p>}
      {counted && [
        <p class="count" part="count">
          <span id="count">{say({ key: 'quiz.step', args: { step: view.step, steps: view.steps } })}</span>
          <span>{say({ key: 'quiz.progress', args: { percent: view.progress } })}</span>
        </p>,
        <div class="bar" part="progress" role="progressbar" aria-labelledby="count" aria-valuenow={view.progress}>
          <div part="progress-value" style={'--value:' + view.progress + '%'} />
        </div>,
      ]}
    </div>
  );
}

/** The step's own heading; none where the only question's title is to stand in for it. */
function ownHeading(view: View): string | undefined {
  return view.heading ?? (view.state === 'cover' ? view.title : undefined);
}

function body(stage: Stage): Child {
  const { view } = stage;
  const own = ownHeading(view);
  const led = !own && view.questions.length > 0;
  return [
    !led && heading(own ?? stage.say({ key: 'element.' + view.state })),
    !led && view.text && <p class="text" part="text">{view.text}</p>,
    view.questions.map((question, index) => questionField(stage, question, led && !index)),
    result(stage),
    view.contact && contactFields(stage, view.contact),
  ];
}

function summary(stage: Stage): Child {
  const { view } = stage;
  const { errors } = view;
  return (
    <div role="alert">
      {errors.length > 0 && (
        <div class="summary" part="summary" id="summary" tabindex={-1}>
          <p>{stage.say({ key: 'error.summary', args: { count: errors.length } })}</p>
          <ul>
            {errors.map(({ name, msg }) => (
              <li key={name}>
                <a
                  href={'#' + place(view, name).id}
                  onclick={(event) => {
                    event.preventDefault();
                    focusField(event.currentTarget, place(view, name).id);
                  }}
                >
                  {label(stage, view, name)}
                  {stage.say(msg)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** Which field an error means, where the step has several; consents speak for themselves. */
function label(stage: Stage, view: View, name: string): string | undefined {
  const field = view.contact?.fields.some((one) => one.name === name);
  const title = field ? stage.say({ key: 'contact.' + name }) : view.questions.find((one) => one.name === name)?.title;
  return title && (field || view.questions.length > 1) ? title + ' — ' : undefined;
}

function buttons({ view, say, act }: Stage): Child {
  const over = !view.action && (view.state === 'rejected' || (view.state === 'done' && view.delivery?.key !== 'delivery.sending'));
  const quiet = (what: 'back' | 'restart') => (
    <button type="button" class="quiet" key={what} part={'button ' + what} onclick={() => act({ do: what })}>
      {say({ key: 'quiz.' + what })}
    </button>
  );
  return (
    <div class="buttons" part="buttons">
      {view.canBack && quiet('back')}
      {over && quiet('restart')}
      {view.action && (
        <button type="submit" class="main" key="main" part="button main">
          {say(view.action)}
        </button>
      )}
    </div>
  );
}

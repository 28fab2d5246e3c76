/**
 * Decides the frame around every step: title, progress, heading, errors, buttons.
 * Must not know how single questions, contacts and results are drawn, nor which step follows.
 */
import { contactFields } from './contact';
import { type Child, h } from './dom';
import { focusField } from './focus';
import { press, release } from './keys';
import { heading, nth, place } from './parts';
import type { Stage } from './player';
import { questionField } from './question';
import { result } from './result';
import type { Action, Msg, View } from './types';
import { isMute } from './words';

/** The whole quiz in its present state; `step` changes when another step is shown. */
export function frame(stage: Stage, step: string): Child {
  const { view } = stage;
  const main = () => view.action && stage.act(meaning(view.action, view));
  return (
    <form
      class={'quiz ' + look(view)}
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

/** The state, or `cover` for the page that a quiz begins with. */
function look({ action, state }: View): string {
  return action?.key === 'quiz.start' ? 'cover' : state;
}

function meaning(action: Msg, view: View): Action {
  if (action.key === 'quiz.start') return { do: 'start' };
  return { do: view.contact ? 'send' : 'next' };
}

function head({ view, say }: Stage): Child {
  const counted = /page|contact/.test(look(view));
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

/** The step's own heading; none where the first question's title is to stand in for it. */
function ownHeading(view: View): string | undefined {
  return view.heading ?? (look(view) === 'cover' || view.questions.slice(0, 1).some(isMute) ? (view.title ?? '') : undefined);
}

function body(stage: Stage): Child {
  const { view } = stage;
  const own = ownHeading(view);
  const led = own === undefined && view.questions.length > 0;
  return [
    !led && heading(own || stage.say({ key: 'element.' + (view.state === 'page' ? 'cover' : view.state) })),
    !led && view.text && <p class="text" part="text">{view.text}</p>,
    view.questions.map((question, index) => questionField(stage, question, led && !index)),
    result(stage),
    view.contact && contactFields(stage, view.contact),
  ];
}

function summary(stage: Stage): Child {
  const wrong = problems(stage);
  return (
    <div role="alert">
      {wrong.length > 0 && (
        <div class="summary" part="summary" id="summary" tabindex={-1}>
          <p>{stage.say({ key: 'error.summary', args: { count: wrong.length } })}</p>
          <ul>
            {wrong.map(({ id, label, msg }) => (
              <li key={id}>
                <a
                  href={'#' + id}
                  onclick={(event) => {
                    event.preventDefault();
                    focusField(event.currentTarget, id);
                  }}
                >
                  {label && label + ' — '}
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

/** What must be mended: each line of a question for itself, and with its title where the step has several fields. */
function problems({ view, say }: Stage): { id: string; label?: string; msg: Msg }[] {
  const { questions, contact, errors } = view;
  return errors.flatMap(({ name, msg }) => {
    const { id } = place(view, name);
    const asked = questions.find((question) => question.name === name);
    const lines = (asked?.lines ?? []).flatMap((line, index) => (line.msg ? { id: nth(id, index), label: line.title, msg: line.msg } : []));
    const field = contact?.fields.some((one) => one.name === name);
    // Consents speak for themselves.
    const label = field ? say({ key: 'contact.' + name }) : questions.length > 1 ? asked?.title : undefined;
    return lines.length ? lines : [{ id, label, msg }];
  });
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

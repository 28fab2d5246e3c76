/**
 * Decides the frame around every step: title, progress, heading, errors, buttons.
 * Must not know how single questions, contacts and results are drawn, nor which step follows.
 */
import { ContactFields } from './contact';
import { type Child, Fragment, h } from './dom';
import { focusField } from './focus';
import { press, release } from './keys';
import { Heading, type Part, place } from './parts';
import type { Stage } from './player';
import { QuestionField } from './question';
import { Result } from './result';
import type { Action, Msg, View } from './types';

/** The whole quiz in its present state; `step` changes when another step is shown. */
export function Quiz({ stage, step }: Part & { step: string }): Child {
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
      <Head stage={stage} />
      <div class="step" part="step" key={step}>
        <Summary stage={stage} />
        <Body stage={stage} />
      </div>
      <Buttons stage={stage} />
    </form>
  );
}

function meaning(action: Msg, view: View): Action {
  if (action.key === 'quiz.start') return { do: 'start' };
  return { do: view.contact ? 'send' : 'next' };
}

function Head({ stage }: Part): Child {
  const { view } = stage;
  const counted = view.state === 'page' || view.state === 'contact';
  return (
    <div class="head">
      {view.title && view.title !== heading(view) && <p class="title" part="title">{view.title}</p>}
      {counted && (
        <>
          <p class="count" part="count">
            <span id="count">{stage.say('quiz.step', { step: view.step, steps: view.steps })}</span>
            <span>{stage.say('quiz.progress', { percent: view.progress })}</span>
          </p>
          <div class="bar" part="progress" role="progressbar" aria-labelledby="count" aria-valuenow={view.progress}>
            <div part="progress-value" style={'--value:' + view.progress + '%'} />
          </div>
        </>
      )}
    </div>
  );
}

/** The step's own heading; none where the only question's title is to stand in for it. */
function heading(view: View): string | undefined {
  return view.heading ?? (view.state === 'cover' ? view.title : undefined);
}

function Body({ stage }: Part): Child {
  const { view } = stage;
  const own = heading(view);
  const led = !own && view.questions.length > 0;
  return (
    <>
      {!led && <Heading>{own ?? stage.say('element.' + view.state)}</Heading>}
      {!led && view.text && <p class="text" part="text">{view.text}</p>}
      {view.questions.map((question, index) => (
        <QuestionField stage={stage} question={question} leads={led && !index} />
      ))}
      <Result stage={stage} />
      {view.contact && <ContactFields stage={stage} contact={view.contact} />}
    </>
  );
}

function Summary({ stage }: Part): Child {
  const { view } = stage;
  const { errors } = view;
  return (
    <div role="alert">
      {errors.length > 0 && (
        <div class="summary" part="summary" id="summary" tabindex={-1}>
          <p>{stage.say('error.summary', { count: errors.length })}</p>
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
                  {stage.say(msg.key, msg.args)}
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
  const title = field ? stage.say('contact.' + name) : view.questions.find((one) => one.name === name)?.title;
  return title && (field || view.questions.length > 1) ? title + ' — ' : undefined;
}

function Buttons({ stage }: Part): Child {
  const { view } = stage;
  const over = !view.action && (view.state === 'rejected' || (view.state === 'done' && view.delivery?.key !== 'delivery.sending'));
  const quiet = (what: 'back' | 'restart') => (
    <button type="button" class="quiet" part={'button ' + what} onclick={() => stage.act({ do: what })}>
      {stage.say('quiz.' + what)}
    </button>
  );
  return (
    <div class="buttons" part="buttons">
      {view.canBack && quiet('back')}
      {over && quiet('restart')}
      {view.action && (
        <button type="submit" class="main" part="button main">
          {stage.say(view.action.key, view.action.args)}
        </button>
      )}
    </div>
  );
}

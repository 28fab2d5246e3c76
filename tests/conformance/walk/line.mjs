/**
 * Decides what a line of `leadsieve quiz` holds, by reading it off survey-core. Must not do anything to the survey.
 *
 * One line follows each step, the first one too:
 *
 * | field | what it is |
 * |---|---|
 * | `do` | the step, as it was given |
 * | `state` | `starting` while the start page is shown, `completed` at the end, else `running`; also where no page is visible |
 * | `page` | what fills the screen while running: the name of the page, of the question or panel where `questionsOnPageMode` |
 * | | is `questionPerPage`, of the question where it is `inputPerPage`, `single-page` where it is `singlePage`; null where |
 * | | nothing does, on the start page and at the end |
 * | `visiblePages` | the names of the pages that are visible, without the start page; `["single-page"]` in `singlePage` |
 * | `visible` | the names of all questions of all pages that are visible, as are the panels and the page around them; the |
 * | | start page counts, before and after the start |
 * | `required` | of these, the ones that need an answer now. A panel that needs one makes none of its questions required |
 * | `readOnly` | of these, the ones that take no answer now, for themselves or for a panel or page around them |
 * | `choices` | of these, the ones that have `choicesVisibleIf`: name to the values that can be chosen now, in the order they |
 * | | are shown, with `none` and `other` |
 * | `calc` | every calculated value by its name, null where it has none |
 * | `data` | the answers and the calculated values that are included; nothing that is empty |
 * | `progress` | 0 in the first line, 100 at the end. Between them it is ours alone, and never less than before |
 *
 * Names are in the order of the definition. At the end the five lists are empty; `calc` and `data` are what will be sent.
 *
 * These fields stand in no table yet. They are compared where our engine gives them:
 *
 * | field | what it is |
 * |---|---|
 * | `texts` | the questions on the screen: name to title, in the survey's language, with the answers put in; below it, after a |
 * | | line break, the description; for `html` its html |
 * | `errors` | the names of the visible questions that show an error now |
 * | `shows` | what can be seen of `start`, `prev`, `next`, `complete`, `progress`, in this order |
 * | `correct` | how many of the questions with a `correctAnswer` that are visible are answered so, and of how many |
 * | `ending` | at the end `{html, url}`: what is shown and where the visitor is sent, null where nothing; before it null |
 */
import { plain } from '../answer.mjs';

const START = { progress: 0 };
const END = { page: null, visiblePages: [], visible: [], required: [], readOnly: [], choices: {}, progress: 100 };

/** The line after a step. `url` is where the survey sent the visitor. */
export function lineOf(survey, step, url) {
  const state = { starting: 'starting', completed: 'completed' }[survey.state] ?? 'running';
  const edge = state === 'completed' ? END : step[0] === 'init' ? START : {};
  return plain({ do: step, state, ...lists(survey), ...values(survey), ...beside(survey, state, url), ...edge });
}

const namesOf = (elements) => elements.map(({ name }) => name);

function visibleQuestions(survey) {
  return survey.getAllQuestions().filter((question) => question.isVisibleInSurvey);
}

function lists(survey) {
  const questions = visibleQuestions(survey);
  const filtered = questions.filter((question) => question.choicesVisibleIf);
  return {
    page: survey.state === 'running' ? survey.currentElementName : null,
    visiblePages: namesOf(survey.visiblePages),
    visible: namesOf(questions),
    required: namesOf(questions.filter((question) => question.isRequired)),
    readOnly: namesOf(questions.filter((question) => question.isReadOnly)),
    choices: Object.fromEntries(filtered.map((question) => [question.name, question.visibleChoices.map(({ value }) => value)])),
  };
}

function values(survey) {
  const calc = survey.calculatedValues.map(({ name, value }) => [name, value ?? null]);
  return { calc: Object.fromEntries(calc), data: survey.data };
}

/** The fields that stand in no table yet. */
function beside(survey, state, url) {
  const running = state !== 'completed';
  const questions = running ? visibleQuestions(survey) : [];
  const shown = questions.filter((question) => isOnScreen(survey, question));
  return {
    texts: Object.fromEntries(shown.map((question) => [question.name, textOf(question)])),
    errors: namesOf(questions.filter((question) => question.getAllErrors().length)),
    shows: running ? buttons(survey) : [],
    correct: [survey.getCorrectAnswerCount(), survey.getQuizQuestionCount()],
    ending: running ? null : { html: htmlOf(survey), url },
  };
}

/** Whether a question is among those that fill the screen. */
export function isOnScreen(survey, question) {
  const { currentSingleElement: element } = survey;
  if (!element || survey.state === 'starting') return survey.activePage?.questions.includes(question) ?? false;
  return element === question || Boolean(element.questions?.includes(question));
}

function textOf(question) {
  if (question.getType() === 'html') return question.processedHtml;
  const title = question.locTitle.renderedHtml;
  return question.hasDescription ? `${title}\n${question.locDescription.renderedHtml}` : title;
}

function buttons(survey) {
  const shown = {
    start: survey.state === 'starting',
    prev: survey.isShowPrevButton,
    next: survey.isShowNextButton,
    complete: survey.isCompleteButtonVisible,
    progress: survey.showProgressBar,
  };
  return Object.keys(shown).filter((name) => shown[name]);
}

/** What is shown at the end. The words that the library has for it where the definition has none are left out. */
function htmlOf(survey) {
  const own = survey.getExpressionItemOnRunCondition(survey.completedHtmlOnCondition) || !survey.locCompletedHtml.isEmpty;
  return own ? survey.processedCompletedHtml : null;
}

/**
 * Decides what a feature is: every property, type and value that a definition may have (spec/quiz.md, "In"), where one stands
 * in a definition, and what the definition is without it. Must not know what a feature does.
 */
import { changed, partsOf } from './tree.mjs';

/** What no line can tell, and why. */
export const UNSEEN = {
  'choicesOrder none': 'it is the order without the property too',
  'inputType color': 'it changes the field, not the answer',
  'inputType password': 'it changes the field, not the answer',
  'inputType tel': 'it changes the field, not the answer',
  'inputType url': 'it changes the field, not the answer',
  rateMin: 'it draws the scale; no value is refused for it',
  rateMax: 'it draws the scale; no value is refused for it',
  rateStep: 'it draws the scale; no value is refused for it',
  rateCount: 'it draws the scale; no value is refused for it',
};

const ANSWERS = ['question', 'items'];
const CONTAINERS = { question: '', panel: ' of a panel', page: ' of a page', items: ' of an item' };

function feature(name, kinds, at, drop) {
  return { name, at: ({ kind, node, path }) => kinds.includes(kind) && at(node, path), drop };
}

/** A property, by its kind of owner where it has several. */
function property(key, kinds = ['question'], name = key) {
  return feature(name, kinds, (node) => key in node, (node) => delete node[key]);
}

function owned(key, kinds) {
  return kinds.map((kind) => property(key, [kind], key + CONTAINERS[kind]));
}

/** One value of a property; without it the property is gone, or has the other value. */
function valued(key, value, kinds, other) {
  const drop = (node) => (other === undefined ? delete node[key] : (node[key] = other));
  return feature(`${key} ${value}`, kinds, (node) => node[key] === value, drop);
}

/** A type of question; without it the question takes a text, or nothing where it took one. */
function type(name) {
  const other = ['text', 'comment'].includes(name) ? 'html' : 'text';
  return feature(`type ${name}`, ['question'], (node) => node.type === name, (node) => (node.type = other));
}

function removed(list, name = list, at = () => true) {
  return feature(name, [list], at, remove);
}

/** Takes a part out of the list that it stands in. */
function remove(node, copy, path) {
  path.slice(0, -1).reduce((at, key) => at[key], copy).splice(path.at(-1), 1);
}

/** A panel is replaced by what is in it. */
function unwrap(node, copy, path) {
  path.slice(0, -1).reduce((at, key) => at[key], copy).splice(path.at(-1), 1, ...node.elements);
}

const isIn = (path) => path.length > 4;

function merge(node) {
  node.pages = [{ name: node.pages[0].name, elements: node.pages.flatMap(({ elements }) => elements) }];
}

const isLocalised = (text) => Boolean(text && typeof text === 'object' && ('default' in text || 'ru' in text || 'de' in text));

/** Every text of a part, and of its choices, through `change`. */
function rewrite(node, change) {
  for (const key of ['title', 'description', 'html', 'url', 'text']) if (key in node) node[key] = change(node[key]);
  for (const choice of node.choices ?? []) if (choice.text) choice.text = change(choice.text);
}

function hasText(node, wanted) {
  let has = false;
  rewrite(structuredClone(node), (text) => {
    has ||= wanted(text);
    return text;
  });
  return has;
}

const unpiped = (text) => JSON.parse(JSON.stringify(text).replace(/\{([^{}":]+)\}/g, '$1'));
const TEXTS = ['question', 'completedHtmlOnCondition', 'navigateToUrlOnCondition'];

export const FEATURES = [
  feature('pages', ['survey'], (node) => node.pages?.length > 1, merge),
  feature('elements', ['survey'], (node) => 'elements' in node, (node) => node.elements.pop()),
  feature('panel', ['panel'], () => true, unwrap),
  feature('nested panel', ['panel'], (node, path) => isIn(path), unwrap),
  ...['singlePage', 'questionPerPage', 'inputPerPage'].map((value) => valued('questionsOnPageMode', value, ['survey'])),
  ...['showProgressBar', 'showPrevButton', 'firstPageIsStarted', 'firstPageIsStartPage'].map((key) => property(key, ['survey'])),
  ...['goNextPageAutomatic', 'autoAdvanceEnabled', 'maxTimeToFinish', 'timeLimit'].map((key) => property(key, ['survey'])),
  ...['none', 'onHidden', 'onHiddenContainer'].map((value) => valued('clearInvisibleValues', value, ['survey'])),
  valued('clearInvisibleValues', 'onComplete', ['survey'], 'none'),
  ...['radiogroup', 'checkbox', 'dropdown', 'tagbox', 'boolean', 'imagepicker', 'rating', 'text'].map(type),
  ...['comment', 'multipletext', 'ranking', 'slider', 'html', 'expression', 'image'].map(type),
  ...['number', 'range', 'date', 'datetime-local', 'time', 'month', 'week'].map((value) => valued('inputType', value, ANSWERS)),
  ...['email', 'url', 'tel', 'password', 'color'].map((value) => valued('inputType', value, ANSWERS)),
  ...['visibleIf', 'enableIf', 'requiredIf'].flatMap((key) => owned(key, ['question', 'panel', 'page'])),
  ...owned('isRequired', ['question', 'panel', 'items']),
  ...['choicesVisibleIf', 'hasOther', 'showOtherItem', 'showNoneItem', 'maxSelectedChoices'].map((key) => property(key)),
  ...['none', 'asc', 'desc'].map((value) => valued('choicesOrder', value, ['question'])),
  ...['defaultValue', 'setValueIf', 'setValueExpression', 'resetValueIf', 'correctAnswer'].map((key) => property(key)),
  ...['defaultValueExpression', 'minValueExpression', 'maxValueExpression'].flatMap((key) => owned(key, ANSWERS)),
  ...['numeric', 'text', 'regex', 'email', 'expression', 'answercount'].map((name) =>
    removed('validators', `validator ${name}`, (node) => node.type === name),
  ),
  ...['complete', 'setvalue', 'copyvalue', 'skip', 'runexpression'].map((name) =>
    removed('triggers', `trigger ${name}`, (node) => node.type === name),
  ),
  removed('calculatedValues'),
  property('includeIntoResult', ['calculatedValues']),
  removed('completedHtmlOnCondition'),
  removed('navigateToUrlOnCondition'),
  property('navigateToUrl', ['survey']),
  property('title'),
  property('description'),
  feature('piping', TEXTS, (node) => hasText(node, (text) => JSON.stringify(unpiped(text)) !== JSON.stringify(text)), (node) => rewrite(node, unpiped)),
  feature('localised strings', TEXTS, (node) => hasText(node, isLocalised), (node) =>
    rewrite(node, (text) => (isLocalised(text) ? (text.default ?? '') : text)),
  ),
  // What the types above are not themselves without.
  property('completedHtml', ['survey']),
  property('locale', ['survey']),
  ...['min', 'max', 'step'].map((key) => property(key, ANSWERS)),
  ...['rateMin', 'rateMax', 'rateStep', 'rateCount', 'rateValues', 'valueTrue', 'valueFalse'].map((key) => property(key)),
  ...['multiSelect', 'sliderType', 'selectToRankEnabled'].map((key) => property(key)),
  property('caseInsensitive', ['validators']),
];

/** The definition without a feature: once for each place where it stands. */
export function without({ at, drop }, definition) {
  const places = [...partsOf(definition)].filter(at);
  return places.map(({ path }) => changed(definition, path, (node, copy) => drop(node, copy, path)));
}

/** The names of the features that a definition has. */
export function featuresOf(definition) {
  const parts = [...partsOf(definition)];
  return FEATURES.filter(({ at }) => parts.some(at)).map(({ name }) => name);
}

/**
 * What one answer costs in a large quiz: ours (the wasm that ships in `tools`, in V8 as in Chromium) beside survey-core from
 * npm, on the same definitions and the same answers in the same run. Decides what the quizzes are and which time counts; must
 * not know how either engine works, and never fails on a time.
 *
 * Two quizzes of 200 questions and 400 expressions on 10 pages, each page with a panel, made from a fixed seed:
 * - mixed: every question from the second page on has a `visibleIf` and a `requiredIf` over earlier answers; a few answers
 *   feed many conditions, most feed few. Beside them are calculated values, `setValueExpression` and triggers. The answers:
 *   each question once, in order, then as many again in any order. All of them are timed.
 * - worst: the first answer feeds all 400 expressions. Everything else is answered before; timed are new answers to the first.
 *
 * An answer is `QuizWalk.take` on one side, names, values and boundary included, and `question.value = …` on the other, with
 * the question looked up before the clock runs. Nothing draws a page. In the end both must have the same answers and the same
 * visible and required questions, else nothing is printed.
 *
 * After some rounds that nobody counts, the two take turns at being first. Every round does the same, so each answer has the
 * median of its own times over the rounds, which is what it costs on a machine that does something else now and then; median
 * and 95th percentile are those of the answers. Load is the constructor alone, from a plain object. Memory is that of a fresh
 * instance: it never shrinks, so this is its largest extent.
 *
 * Takes about three minutes, nearly all of them survey-core's.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';

const root = new URL('../', import.meta.url);
const conformance = new URL('tests/conformance/package.json', root);
const { devDependencies: versions } = JSON.parse(await readFile(conformance, 'utf8'));
const { Model } = createRequire(conformance)('survey-core');

const TARGET = { ms: 1, times: 10 };
const [WARM_UP, ROUNDS] = [2, 7];
const [QUESTIONS, EXPRESSIONS, PAGES, OPEN] = [200, 400, 10, 20];
const NOW = Date.UTC(2026, 10, 22, 9, 30);

/* ---- the quizzes ---- */

/** Draws that are the same in every run: mulberry32. */
class Dice {
  constructor(seed) { this.state = seed; }

  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(count) { return Math.floor(this.next() * count); }
  pick(list) { return list[this.below(list.length)]; }
  some(list) { return list.filter(() => this.next() < 0.5); }
}

const CHOICES = ['kitchen', 'bath', 'hall', 'roof', 'garden'];
const WORDS = ['oak', 'ash', 'walnut', 'steel', 'glass'];

/** The kinds of questions: what one is, what it is answered with, and conditions over it that hold about half the time. */
const KINDS = [
  {
    of: { type: 'text', inputType: 'number' },
    answer: (dice) => dice.below(100),
    conditions: (name, dice) => [`{${name}} > ${20 + dice.below(60)}`, `{${name}} * 2 + 5 <= ${60 + dice.below(100)}`],
  },
  {
    of: { type: 'radiogroup', choices: CHOICES },
    answer: (dice) => dice.pick(CHOICES),
    conditions: (name, dice) => [`{${name}} = '${dice.pick(CHOICES)}'`, `{${name}} anyof ['${dice.pick(CHOICES)}', '${dice.pick(CHOICES)}']`],
  },
  {
    of: { type: 'checkbox', choices: CHOICES },
    answer: (dice) => dice.some(CHOICES).concat('roof').slice(0, 3).filter((one, at, all) => all.indexOf(one) === at),
    conditions: (name, dice) => [`{${name}} contains '${dice.pick(CHOICES)}'`, `{${name}} allof ['${dice.pick(CHOICES)}', 'roof']`],
  },
  {
    of: { type: 'boolean' },
    answer: (dice) => dice.next() < 0.5,
    conditions: (name) => [`{${name}} = true`, `!({${name}} = true)`],
  },
  {
    of: { type: 'dropdown', choices: WORDS },
    answer: (dice) => dice.pick(WORDS),
    conditions: (name, dice) => [`{${name}} <> '${dice.pick(WORDS)}'`, `iif({${name}} = '${dice.pick(WORDS)}', 1, 0) = 1`],
  },
  {
    of: { type: 'text' },
    answer: (dice) => `${dice.pick(WORDS)} and ${dice.pick(WORDS)}`,
    conditions: (name, dice) => [`{${name}} contains '${dice.pick(WORDS)}'`, `{${name}} notempty`],
  },
];

const kindOf = (at) => KINDS[at % KINDS.length];
const nameOf = (at) => `question_${at + 1}`;
const names = Array.from({ length: QUESTIONS }, (_, at) => nameOf(at));
const isNumber = (at) => kindOf(at) === KINDS[0];
/** The last question that holds a number, before a place. */
const numberBefore = (at) => [...names.keys()].filter((one) => one < at && isNumber(one)).at(-1);

/** One comparison over a question. */
function simple(dice, at) {
  return dice.pick(kindOf(at).conditions(nameOf(at), dice));
}

/** A condition over earlier answers: one, two joined, a function, or a function of two numbers. */
function condition(dice, feed) {
  const [one, other] = [feed(), feed()];
  const [low, high] = [one, other].map((at) => nameOf(isNumber(at) ? at : numberBefore(at) ?? 0));
  return dice.pick([
    () => simple(dice, one),
    () => `${simple(dice, one)} and ${simple(dice, other)}`,
    () => `${simple(dice, one)} or ${simple(dice, other)}`,
    () => `iif(${simple(dice, one)}, {${low}}, {${high}}) >= ${30 + dice.below(40)}`,
    () => `sum({${low}}, {${high}}) > ${60 + dice.below(80)}`,
    () => `(${simple(dice, one)} or ${simple(dice, other)}) and max({${low}}, {${high}}) > ${20 + dice.below(40)}`,
  ])();
}

/** Questions on their pages, the second half of each in a panel. */
function pages(questions) {
  const size = questions.length / PAGES;
  return Array.from({ length: PAGES }, (_, page) => {
    const here = questions.slice(page * size, (page + 1) * size);
    const panel = { type: 'panel', name: `panel_${page + 1}`, elements: here.slice(size / 2) };
    return { name: `page_${page + 1}`, elements: [...here.slice(0, size / 2), panel] };
  });
}

/** Every question with what `more` adds to it. */
function questions(more) {
  return names.map((name, at) => ({ name, title: `Question ${at + 1}`, ...kindOf(at).of, ...more(at) }));
}

function mixed(dice) {
  // A tenth of the answers is asked for by half of the conditions.
  const hubs = Array.from({ length: OPEN / 2 }, (_, at) => at);
  const feed = (at) => (dice.next() < 0.5 ? dice.pick(hubs) : Math.max(0, at - 1 - dice.below(40)));
  const conditional = (at) => at >= OPEN && { visibleIf: condition(dice, () => feed(at)), requiredIf: condition(dice, () => feed(at)) };
  const computed = (at) => at >= 120 && at % 24 === 0 && { setValueExpression: `round({${nameOf(at - 24)}} / 2) + {${nameOf(0)}}` };
  const calculated = Array.from({ length: 27 }, (_, at) => {
    const [one, other] = [nameOf(at * 6), nameOf(((at + 3) % 27) * 6)];
    return { name: `sum_${at + 1}`, expression: at % 3 ? `{${one}} + {${other}}` : `iif({${one}} > 50, {sum_${Math.max(1, at)}}, {${other}})` };
  });
  calculated[0].expression = `round(({${nameOf(0)}} + {${nameOf(6)}}) / 2)`;
  const triggers = [
    ...[8, 31, 55, 79].map((at) => ({ type: 'setvalue', expression: simple(dice, at), setToName: nameOf(at + 110), setValue: kindOf(at + 110).answer(dice) })),
    ...[14, 38].map((at) => ({ type: 'copyvalue', expression: simple(dice, at), setToName: nameOf(at + 120), fromName: nameOf(at + 60) })),
    { type: 'runexpression', expression: simple(dice, 20), setToName: nameOf(186), runExpression: `{${nameOf(6)}} + {${nameOf(12)}}` },
    { type: 'complete', expression: `{${nameOf(QUESTIONS - 1)}} = 'no such word'` },
  ];
  const definition = { pages: pages(questions((at) => ({ ...conditional(at), ...computed(at) }))), calculatedValues: calculated, triggers };
  const again = names.map(() => dice.below(QUESTIONS));
  return { name: 'mixed', definition, before: [], answers: [...names.keys(), ...again].map((at) => answer(dice, at)) };
}

function worst(dice) {
  const first = () => `{${nameOf(0)}} ${dice.pick(['>', '<'])} ${dice.below(100)}`;
  const over = (at) => dice.pick([first, () => `${first()} and ${simple(dice, dice.below(at))}`, () => `iif(${first()}, ${dice.below(9)}, {${nameOf(0)}}) > 5`])();
  const definition = {
    pages: pages(questions((at) => at && { visibleIf: over(at), requiredIf: over(at) })),
    calculatedValues: [2, 3].map((times) => ({ name: `times_${times}`, expression: `{${nameOf(0)}} * ${times}` })),
  };
  const before = [...names.keys()].slice(1).map((at) => answer(dice, at));
  // A different number each time, else nothing would follow from it.
  const answers = Array.from({ length: 100 }, (_, at) => [nameOf(0), (at * 37) % 101]);
  return { name: 'worst', definition, before, answers };
}

const answer = (dice, at) => [nameOf(at), kindOf(at).answer(dice)];

/** How many expressions a definition has. */
function expressions(definition) {
  const isOne = (name) => /^(visibleIf|requiredIf|setValueExpression|expression|runExpression)$/.test(name);
  const count = (part) => Object.entries(part ?? {}).reduce((sum, [name, inner]) => sum + (isOne(name) ? 1 : typeof inner === 'object' ? count(inner) : 0), 0);
  return count(definition);
}

/* ---- both sides ---- */

/** A fresh instance of our module, and how much memory it has. */
async function instance() {
  const { default: glue } = await import(new URL('target/pkg/tools/glue.mjs', root));
  const { instantiate } = WebAssembly;
  let memory;
  WebAssembly.instantiate = async (...words) => {
    const made = await instantiate(...words);
    memory = Object.values(made.exports).find((one) => one instanceof WebAssembly.Memory);
    return made;
  };
  const tools = await glue((entry) => entry())(await WebAssembly.compile(await readFile(new URL('target/pkg/tools/packed.wasm', root))));
  WebAssembly.instantiate = instantiate;
  return { tools, bytes: () => memory.buffer.byteLength };
}

const { tools } = await instance();

/** Each side: how a definition is loaded, a value made ready, an answer given, what came of it, and how it is let go. */
const SIDES = {
  ours: {
    load: (definition, module = tools) => new module.QuizWalk(definition, NOW),
    ready: (_, [name, value]) => ['set', name, value],
    take: (walk, step) => walk.take(step),
    outcome(walk) {
      const { data, visible, required } = walk.line();
      return { data, visible, required };
    },
    leave: (walk) => walk.free(),
  },
  theirs: {
    load: (definition) => new Model(definition),
    ready: (survey, [name, value]) => ({ question: survey.getQuestionByName(name), value }),
    take(_, { question, value }) { question.value = value; },
    outcome(survey) {
      const visible = survey.getAllQuestions().filter((question) => question.isVisibleInSurvey);
      const of = (list) => list.map(({ name }) => name);
      return { data: survey.data, visible: of(visible), required: of(visible.filter((question) => question.isRequired)) };
    },
    leave: (survey) => survey.dispose(),
  },
};

/** One visitor of one side: milliseconds of the load and of each answer, and what came of them. */
function play({ load, ready, take, outcome, leave }, { definition, before, answers }) {
  const [document, given] = [structuredClone(definition), structuredClone(answers)];
  const start = performance.now();
  const walk = load(document);
  const loaded = performance.now() - start;
  before.forEach((one) => take(walk, ready(walk, one)));
  const steps = given.map((one) => ready(walk, one));
  const each = steps.map((step) => {
    const begun = performance.now();
    take(walk, step);
    return performance.now() - begun;
  });
  const found = outcome(walk);
  leave(walk);
  return { loaded, each, found };
}

/** Refuses to go on where the two do not agree. */
function compare({ name }, ours, theirs) {
  for (const field of Object.keys(ours)) {
    const plain = (value) => JSON.parse(JSON.stringify(value));
    if (!isDeepStrictEqual(plain(ours[field]), plain(theirs[field]))) {
      throw new Error(`${name}: ${field} differ: ours ${JSON.stringify(ours[field])}, theirs ${JSON.stringify(theirs[field])}`);
    }
  }
}

/* ---- measuring ---- */

/** The value below which a part of them lies. */
function quantile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

const median = (values) => quantile(values, 0.5);

function measure(quiz) {
  const found = { ours: [], theirs: [] };
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const order = round % 2 ? ['theirs', 'ours'] : ['ours', 'theirs'];
    const played = Object.fromEntries(order.map((side) => [side, play(SIDES[side], quiz)]));
    compare(quiz, played.ours.found, played.theirs.found);
    if (round >= WARM_UP) order.forEach((side) => found[side].push(played[side]));
  }
  const told = (rounds) => {
    const each = quiz.answers.map((_, at) => median(rounds.map((round) => round.each[at])));
    return { median: median(each), most: quantile(each, 0.95), load: median(rounds.map(({ loaded }) => loaded)) };
  };
  return { name: quiz.name, ours: told(found.ours), theirs: told(found.theirs) };
}

/** Bytes of a fresh instance: as it begins, and after a quiz was loaded and answered. */
async function memory(quiz) {
  const { tools: fresh, bytes } = await instance();
  const empty = bytes();
  play({ ...SIDES.ours, load: (definition) => SIDES.ours.load(definition, fresh) }, quiz);
  return { empty, full: bytes() };
}

/* ---- telling ---- */

const quizzes = [mixed(new Dice(1)), worst(new Dice(2))];
for (const { name, definition } of quizzes) {
  const count = expressions(definition);
  if (count !== EXPRESSIONS) throw new Error(`${name}: found ${count} expressions, expected ${EXPRESSIONS}`);
}
const results = quizzes.map(measure);
const { empty, full } = await memory(quizzes[0]);

const show = (label, texts) => console.log(label.padEnd(44) + texts.map((text) => text.padStart(20)).join(''));
const ratio = (one, other) => `${(other / one).toFixed(1)}x`;
show(`milliseconds, ${QUESTIONS} questions, ${EXPRESSIONS} expressions`, ['leadsieve', `survey-core ${versions['survey-core']}`, 'faster']);
for (const { name, ours, theirs } of results) {
  for (const [field, label] of [['median', 'one answer, median'], ['most', 'one answer, 95th percentile'], ['load', 'load of the definition']]) {
    show(`${name}: ${label}`, [ours[field].toFixed(3), theirs[field].toFixed(3), ratio(ours[field], theirs[field])]);
  }
}
const kb = (bytes) => `${(bytes / 1024).toFixed(0)} KB`;
console.log(`memory of the wasm instance: ${kb(empty)} empty, ${kb(full)} with the mixed quiz answered`);
for (const { name, ours, theirs } of results) {
  const times = theirs.median / ours.median;
  const isHeld = ours.most <= TARGET.ms && times >= TARGET.times;
  const found = `${ours.most.toFixed(3)} ms at the 95th percentile, ${times.toFixed(1)}x in the median`;
  console.log(`${isHeld ? 'held' : 'MISSED'} ${name}: ${found}; target ${TARGET.ms} ms an answer and ${TARGET.times}x`);
}

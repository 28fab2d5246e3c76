/**
 * Decides whether our quizzes go as SurveyJS's do: the same walks to both engines, and the share in which they agree after
 * every step against the level that is recorded. Must not excuse a disagreement: walk/differences.mjs alone does.
 *
 *     node walks.mjs [COUNT] [SEED]      COUNT walks through each definition; LEADSIEVE names the command
 */
import { readFileSync } from 'node:fs';
import { identity } from './answer.mjs';
import { FILES, INDEX, load } from './walk/definitions.mjs';
import { differenceOf, DIFFERENCES, isSound } from './walk/differences.mjs';
import { ask } from './walk/engine.mjs';
import { COUNT, SEED, walksOf } from './walk/steps.mjs';

const MOST_SHOWN = 40;
const FIELDS = ['do', 'state', 'page', 'visiblePages', 'visible', 'required', 'readOnly', 'choices', 'calc', 'data', 'progress'];
const BESIDE = ['texts', 'errors', 'shows', 'correct', 'ending'];

const [count, seed] = [process.argv[2] ?? process.env.COUNT ?? COUNT, process.argv[3] ?? process.env.SEED ?? SEED].map(Number);
const { walks: level } = JSON.parse(readFileSync(new URL('levels.json', import.meta.url), 'utf8'));

/** Fields that stand in no table yet and that our engine gives. */
const given = new Set();

/** The fields in which a line of ours differs from theirs. */
function fieldsThatDiffer(theirs, ours, before) {
  if (ours.fault !== undefined) return ['fault'];
  const asked = [...FIELDS, ...BESIDE.filter((field) => field in ours)];
  asked.filter((field) => BESIDE.includes(field)).forEach((field) => given.add(field));
  return asked.filter((field) =>
    field === 'progress'
      ? !isSound(theirs.progress, before?.progress, ours.progress)
      : ours[field] === undefined || identity({ value: theirs[field] }) !== identity({ value: ours[field] }),
  );
}

/** Where a walk parts: the step, the fields that differ and the verdict: `agree`, `differ` or the name of a difference. */
function judge(file, definition, { steps, lines }, answers) {
  for (const [index, theirs] of lines.entries()) {
    const ours = answers[index];
    const fields = fieldsThatDiffer(theirs, ours, answers[index - 1]);
    if (!fields.length) continue;
    const parted = { definition, steps: steps.slice(0, index + 1) };
    const meant = fields.map((field) => differenceOf({ ...parted, field, theirs: theirs[field], ours: ours[field] }));
    const verdict = meant.every(Boolean) ? meant[0].name : 'differ';
    return { file, steps: parted.steps, fields, theirs, ours, verdict };
  }
  return { file, steps, fields: [], verdict: 'agree' };
}

function compare() {
  return FILES.flatMap((file) => {
    const definition = load(file);
    const walks = walksOf(file, definition, seed, count);
    const answers = ask(file, walks.map(({ steps }) => steps));
    return walks.map((made, index) => judge(file, definition, made, answers[index]));
  });
}

const share = (part, whole) => `${((100 * part) / (whole || 1)).toFixed(2)} %`;

/** Prints one table: how many agree under each name, the worst first; those that agree throughout take one line together. */
function printTable(head, tallies) {
  const rate = ({ agree, differ }) => agree / (agree + differ || 1);
  const rows = [...tallies].sort(([, one], [, other]) => rate(one) - rate(other));
  console.log(`\n${head}`);
  for (const [name, { agree, differ }] of rows.filter(([, { differ }]) => differ)) {
    console.log(`  ${name.padEnd(36)}${share(agree, agree + differ).padStart(9)}  of ${agree + differ}`);
  }
  const whole = rows.filter(([, { differ }]) => !differ).map(([name]) => name);
  if (whole.length) console.log(`  in full: ${whole.join(', ')}`);
}

/** How many walks agree under each of their names; `differs` says whether a walk differs under one. */
function tally(results, namesOf, differs) {
  const tallies = new Map();
  for (const result of results.filter(({ verdict }) => verdict === 'agree' || verdict === 'differ')) {
    for (const name of namesOf(result)) {
      const one = tallies.get(name) ?? { agree: 0, differ: 0 };
      one[differs(result, name) ? 'differ' : 'agree']++;
      tallies.set(name, one);
    }
  }
  return tallies;
}

/** Prints the shortest disagreement of every feature; one that is the shortest of several is printed once. */
function printDisagreements(results) {
  const shortest = new Map();
  for (const result of results.filter(({ verdict }) => verdict === 'differ').sort((one, other) => one.steps.length - other.steps.length)) {
    const features = INDEX[result.file].filter((name) => ![...shortest.values()].flat().includes(name));
    if (features.length) shortest.set(result, features);
  }
  for (const [{ file, steps, fields, theirs, ours }, features] of [...shortest].slice(0, MOST_SHOWN)) {
    console.log(`\n${features.join(', ')}\n  ${file}: ${steps.map((step) => JSON.stringify(step)).join(' ')}`);
    for (const field of fields.filter((name) => name !== 'fault')) {
      console.log(`  ${field}\n    theirs ${JSON.stringify(theirs[field])}\n    ours   ${JSON.stringify(ours[field])}`);
    }
    if (ours.fault !== undefined) console.log(`  ours gave ${ours.fault}`);
  }
  if (shortest.size > MOST_SHOWN) console.log(`\nand ${shortest.size - MOST_SHOWN} more`);
}

const results = compare();
const number = (verdict) => results.filter((result) => result.verdict === verdict).length;
const asked = [...FIELDS, ...given, 'fault'];
printTable('features', tally(results, ({ file }) => INDEX[file], ({ verdict }) => verdict === 'differ'));
printTable('fields', tally(results, () => asked, ({ fields }, name) => fields.includes(name)));
printDisagreements(results);
console.log();
for (const field of BESIDE.filter((name) => !given.has(name))) console.log(`ours does not give: ${field}`);
for (const { name } of DIFFERENCES) console.log(`listed: ${name}: ${number(name)}`);
const [same, other] = [number('agree'), number('differ')];
const reached = same / (same + other || 1);
console.log(`agreement ${share(same, same + other)} of ${same + other} walks, seed ${seed}; level ${share(level, 1)}`);
process.exitCode = reached < level ? 1 : 0;

/**
 * Decides whether our expressions mean what SurveyJS means by them: the same cases to both engines, and the share in which
 * they agree against the level that is recorded. Must not excuse a disagreement: differences.mjs alone does.
 *
 *     node expressions.mjs [COUNT] [SEED]      or COUNT and SEED in the environment; LEADSIEVE names the command
 */
import { readFileSync } from 'node:fs';
import { agree, lineOf, show } from './answer.mjs';
import { DIFFERENCES, differenceOf } from './differences.mjs';
import { isCurrent } from './document.mjs';
import { ask } from './engine.mjs';
import { COUNT, generate, SEED } from './generate.mjs';
import { evaluate } from './reference.mjs';

const MOST_SHOWN = 40;
const [count, seed] = [process.argv[2] ?? process.env.COUNT ?? COUNT, process.argv[3] ?? process.env.SEED ?? SEED].map(Number);
const { expressions: level } = JSON.parse(readFileSync(new URL('levels.json', import.meta.url), 'utf8'));

/** Every case with both answers and the verdict: `agree`, `differ`, or the name of a difference that is meant. */
function compare() {
  const lines = generate(seed, count).map(lineOf);
  const answers = ask(lines);
  return lines.map((line, index) => {
    // Theirs is read from the very line that ours got, so both have the same values.
    const made = JSON.parse(line);
    const [theirs, ours] = [evaluate(made), answers[index]];
    const verdict = agree(theirs, ours) ? 'agree' : (differenceOf(made, theirs, ours)?.name ?? 'differ');
    return { made, theirs, ours, verdict };
  });
}

const groupOf = (made) => made.feature.split(' ', 1)[0];
const share = (part, whole) => `${((100 * part) / (whole || 1)).toFixed(2)} %`;

/** Prints how many agree in each group, the worst first; groups that agree throughout take one line together. */
function printGroups(results) {
  const groups = new Map();
  for (const { made, verdict } of results) {
    const tally = groups.get(groupOf(made)) ?? { agree: 0, differ: 0, listed: 0 };
    tally[verdict in tally ? verdict : 'listed']++;
    groups.set(groupOf(made), tally);
  }
  const rate = ({ agree, differ }) => agree / (agree + differ || 1);
  const rows = [...groups].sort(([, one], [, other]) => rate(one) - rate(other));
  for (const [group, { agree, differ, listed }] of rows.filter(([, { differ }]) => differ)) {
    const beside = listed ? `, ${listed} listed` : '';
    console.log(`${group.padEnd(16)}${share(agree, agree + differ).padStart(9)}  of ${agree + differ}${beside}`);
  }
  const whole = rows.filter(([, { differ }]) => !differ).map(([group]) => group);
  if (whole.length) console.log(`in full         ${whole.join(', ')}`);
}

/**
 * Prints one disagreement for each feature, its shortest. One mistake shows in many features of a group, so the shortest of
 * every group come before the second shortest of any.
 */
function printDisagreements(results) {
  const size = ({ made }) => made.expression.length + JSON.stringify(made.values).length;
  const shortest = new Map();
  const ranks = new Map();
  const bySize = (one, other) => size(one) - size(other);
  for (const result of results.filter(({ verdict }) => verdict === 'differ').sort(bySize)) {
    const { feature } = result.made;
    if (shortest.has(feature)) continue;
    const rank = ranks.get(groupOf(result.made)) ?? 0;
    ranks.set(groupOf(result.made), rank + 1);
    shortest.set(feature, { ...result, rank });
  }
  const byRank = (one, other) => one.rank - other.rank || bySize(one, other);
  for (const { made, theirs, ours } of [...shortest.values()].sort(byRank).slice(0, MOST_SHOWN)) {
    const { feature, expression, values, now } = made;
    console.log(`\n${feature}\n  ${JSON.stringify(expression)}  ${JSON.stringify(values)}  now ${new Date(now).toISOString()}`);
    console.log(`  theirs ${show(theirs)}\n  ours   ${show(ours)}`);
  }
  if (shortest.size > MOST_SHOWN) console.log(`\nand ${shortest.size - MOST_SHOWN} more features`);
}

const results = compare();
const number = (verdict) => results.filter((result) => result.verdict === verdict).length;
printGroups(results);
printDisagreements(results);
console.log();
for (const { name } of DIFFERENCES) console.log(`listed: ${name}: ${number(name)}`);
const [same, other] = [number('agree'), number('differ')];
const reached = same / (same + other || 1);
console.log(`agreement ${share(same, same + other)} of ${same + other} cases, seed ${seed}; level ${share(level, 1)}`);
if (!isCurrent()) console.log('docs/surveyjs.md lists other differences than differences.mjs: `node document.mjs` writes them there');
process.exitCode = reached < level || !isCurrent() ? 1 : 0;

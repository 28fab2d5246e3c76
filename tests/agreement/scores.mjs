/**
 * The module `tools` against the native library: generated score tables and leads must give the same bytes, each lead by itself
 * and all of them in columns. Decides what is compared; the cases and what is expected come from `leadsieve-score-cases` (`CASES`
 * names the program), and must not be made here.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const root = new URL('../../', import.meta.url);
const { CASES, LEADS = '100000', EACH = '200', SEED = '20261122' } = process.env;
if (!CASES) throw new Error('CASES names no program, expected that of leadsieve-score-cases');

const { default: glue } = await import(new URL('target/pkg/tools/glue.mjs', root));
const wasm = await readFile(new URL('target/pkg/tools/packed.wasm', root));
const tools = await glue((entry) => entry())(await WebAssembly.compile(wasm));

await example();

const program = spawn(CASES, ['--leads', LEADS, '--each', EACH, '--seed', SEED], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = once(program, 'close');
const found = { leads: 0, tables: 0, lines: 0 };
for await (const line of createInterface({ input: program.stdout })) look(JSON.parse(line), found.tables++);
const [status] = await ended;
if (status !== 0) throw new Error(`${CASES} ended with ${status}`);
if (found.leads < Number(LEADS) || found.lines < found.leads) throw new Error(`too little was compared: ${JSON.stringify(found)}`);
console.log(`agreement native and wasm: ${found.leads} leads, ${found.tables} tables, ${found.lines} reasons, the same bytes`);

/** The example of `docs/bulk.md` gives what stands below it. */
async function example() {
  const text = await readFile(new URL('docs/bulk.md', root), 'utf8');
  const [code, config, answer] = [...text.matchAll(/```(?:js|json)\n(.*?)```/gs)].map(([, block]) => block);
  const said = new Function('tools', 'config', code)(tools, JSON.parse(config));
  same(JSON.stringify(JSON.parse(answer)), JSON.stringify(said), 'the example of docs/bulk.md');
}

/** One table and its leads. */
function look({ score: table, columns, now, today, facts, alone }, number) {
  const types = Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]));
  const scorer = new tools.Scorer(table, types);
  const data = Object.fromEntries(Object.entries(columns).map(([name, { type, data }]) => [name, number % 2 ? data : packed(type, data)]));
  const when = { now, today };
  const many = scorer.many(data, { ...when, explain: true });
  const plain = scorer.many(data, when);
  for (const [lead, expected] of alone.entries()) {
    same(expected, JSON.stringify(scorer.one(facts[lead], when)), `table ${number}, lead ${lead}, by itself`);
    same(expected, JSON.stringify(written(table, scorer, many, lead)), `table ${number}, lead ${lead}, in columns`);
    for (const field of ['fit', 'intent', 'total', 'class', 'temperature', 'grade', 'handoff']) {
      same(many[field][lead], plain[field][lead], `table ${number}, lead ${lead}, ${field} without reasons`);
    }
  }
  found.leads += alone.length;
  found.lines += many.explanation.rule.length;
  scorer.free();
}

/** A column in its other form: typed arrays. */
function packed(type, data) {
  if (type === 'number') return Float64Array.from(data, (number) => number ?? NaN);
  if (type === 'times') {
    let end = 0;
    return { ends: Uint32Array.from(data, (list) => (end += list?.length ?? 0)), numbers: Float64Array.from(data.flatMap((list) => list ?? [])) };
  }
  if (type === 'boolean' && data.every((one) => one === null || typeof one === 'boolean')) {
    return Uint8Array.from(data, (yes) => (yes === null ? 2 : Number(yes)));
  }
  const words = [...new Set(data.map((one) => JSON.stringify(one)))];
  return { codes: Uint32Array.from(data, (one) => words.indexOf(JSON.stringify(one))), words: words.map((word) => JSON.parse(word)) };
}

/** The score of one lead out of the columns, in the order of the native text: names sorted. */
function written({ rules }, { classes, grades, temperatures }, scores, lead) {
  const { ends, rule, count, decayed, points, missingEnds, missing } = scores.explanation;
  const range = (ends) => Array.from({ length: ends[lead] - (ends[lead - 1] ?? 0) }, (_, at) => (ends[lead - 1] ?? 0) + at);
  const reason = (at) => {
    const { id, label, axis, points: raw } = rules[rule[at]];
    const less = decayed[at] === raw * count[at] ? {} : { decayed: decayed[at] };
    return { axis, capped: decayed[at] - points[at], count: count[at], ...less, label, points: points[at], raw, rule: id };
  };
  const grade = grades[scores.grade[lead]];
  return {
    axes: { fit: scores.fit[lead], intent: scores.intent[lead] },
    class: classes[scores.class[lead]],
    explanation: range(ends).map(reason),
    ...(grade && { grade }),
    handoff: scores.handoff[lead] === 1,
    missing: range(missingEnds).map((at) => rules[missing[at]].id),
    provisional: true,
    temperature: temperatures[scores.temperature[lead]],
    total: scores.total[lead],
  };
}

function same(expected, got, where) {
  if (expected !== got) throw new Error(`${where}: expected\n  ${expected}\nfound\n  ${got}`);
}

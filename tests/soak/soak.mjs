/**
 * A soak: `node tests/soak/soak.mjs --minutes 20 [--seed N]`. Browses pages with our module in one Chromium, with real
 * input as a seeded generator says, and decides at the end whether the module bore it. Must not know a rule, a quiz or a
 * score: it holds the module to what every page may expect of it, whatever was heard.
 *
 * 1. Nothing is said in the console of any page, and nothing is thrown.
 * 2. No script of ours takes more than 50 ms: a script entry of a long animation frame whose file is ours. Its duration is
 *    real time, so other work on the machine counts as well.
 * 3. Nothing grows without bound. Tab A holds one page for the whole time, which changes its address and its elements by
 *    itself; tab B visits one document after another, back and forward. One is in front, the other hidden, in turns. After
 *    two minutes (a third of a run under four) and at the end the page of tab A is put back to what it was when new, left
 *    alone for a while, and its JavaScript heap and the module's memory are read (`gauge.mjs`): each may differ by 1 MB at
 *    most. The readings between are told, not judged. Tab B's heaps are new with each document and are not read.
 * 4. The module's log and what it keeps in storage stay within their bounds whenever they are looked at.
 *
 * `LEADSIEVE_DIST` names another folder than `www/dist`, `CHROMIUM` another browser than `/usr/bin/chromium`.
 */
import { basename } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { withTabs } from './chromium.mjs';
import { logLength, memory, stored, watchPages } from './gauge.mjs';
import { APP, DOCUMENTS, withSite } from './site.mjs';
import { generator, started, Visitor } from './visitor.mjs';

const MINUTE = 60_000;
/** The longest script of ours, in milliseconds. */
const MOST_SCRIPT_MS = 50;
/** The most bytes by which a memory may differ. */
const MOST_GROWTH = 1024 * 1024;
/** The most events in the module's log. */
const MOST_EVENTS = 200;
/** The most bytes of ours in storage. */
const MOST_STORED = 256 * 1024;
/** How long each tab is browsed before it is the other's turn, in milliseconds. */
const TURN = { app: 20_000, documents: 10_000 };
/** How long the page is left alone before it is measured, in milliseconds. */
const REST = 2_500;
/** How long Chromium is left to its own start, in milliseconds. */
const START = 3_000;
/** How many readings follow the first. */
const READINGS = 4;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '20' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!(minutes > 0) || !Number.isInteger(seed)) throw new Error(`found ${JSON.stringify(values)}, expected numbers for --minutes and --seed`);

console.log(`soak: ${minutes} minutes, seed ${seed}`);
const result = await withSite((origin) => withTabs((context) => soak(context, origin)));
print(result);
const broken = judge(result);
console.log(broken.length ? `soak: did not hold\n${broken.map((line) => `  ${line}`).join('\n')}` : 'soak: held');
process.exitCode = broken.length ? 1 : 0;

/** Browses until the time is over; gives everything that was found. */
async function soak(context, origin) {
  const [app, documents] = [context.pages()[0], await context.newPage()];
  const sessions = new Map([[app, await context.newCDPSession(app)], [documents, await context.newCDPSession(documents)]]);
  const told = await watchPages(context, sessions.values());
  const visitor = new Visitor({ app, documents, session: (page) => sessions.get(page), random: generator(seed) });
  await app.waitForTimeout(START);
  for (const [page, path] of [[documents, DOCUMENTS], [app, APP]]) {
    await page.bringToFront();
    await page.goto(origin + path);
    await started(page);
  }
  const readings = [];
  const lateness = monitorEventLoopDelay();
  lateness.enable();
  const begin = Date.now();
  for (const minute of moments()) {
    await browse(visitor, begin + minute * MINUTE);
    readings.push(await read(visitor, sessions.get(app), (Date.now() - begin) / MINUTE));
  }
  return { told, readings, done: visitor.done, late: lateness.max / 1e6 };
}

/** The minutes at which figures are read: the first that is judged, and the rest evenly up to the end. */
function moments() {
  const first = minutes < 4 ? minutes / 3 : 2;
  return Array.from({ length: READINGS + 1 }, (_, index) => first + ((minutes - first) * index) / READINGS);
}

/** Browses both tabs in turns until a moment. */
async function browse(visitor, end) {
  const left = () => end - Date.now();
  while (left() > 0) {
    await visitor.browseApp(Math.min(TURN.app, (left() * 2) / 3));
    await visitor.browseDocuments(Math.min(TURN.documents, left()));
  }
}

/** Reads every figure, the memories at a state that can be compared. */
async function read({ app, documents }, session, minute) {
  await documents.bringToFront();
  await started(documents);
  const logs = [await logLength(documents)];
  await app.bringToFront();
  await app.evaluate(() => window.settle());
  await app.waitForTimeout(REST);
  logs.push(await logLength(app));
  return { minute, ...(await memory(session)), logs, stored: await stored(app) };
}

/** What did not hold, one line for each. */
function judge({ told, readings }) {
  const [first, last] = [readings[0], readings.at(-1)];
  const slow = scripts(told, isOurs).filter(({ duration }) => duration > MOST_SCRIPT_MS);
  const logs = readings.flatMap(({ logs }) => logs);
  const unread = logs.find(({ why }) => why);
  const grown = (what) => Math.abs(last[what] - first[what]) > MOST_GROWTH;
  return [
    ...new Set(told.console.map((line) => `console: ${line}`)),
    ...alike(slow).map(([script, times]) => `a script of ours took more than ${MOST_SCRIPT_MS} ms, ${times}×, the longest ${line(script)}`),
    sum(told.events) === 0 && 'the module told no event',
    !first.wasm && 'the module has no memory',
    grown('heap') && `the heap differs by ${kb(last.heap - first.heap)}, expected at most ${kb(MOST_GROWTH)}`,
    grown('wasm') && `the module's memory differs by ${kb(last.wasm - first.wasm)}, expected at most ${kb(MOST_GROWTH)}`,
    unread && `the log cannot be read: ${unread.why}`,
    most(logs, 'length') > MOST_EVENTS && `the log held ${most(logs, 'length')} events, expected at most ${MOST_EVENTS}`,
    most(readings, 'stored') >= MOST_STORED && `storage held ${kb(most(readings, 'stored'))}, expected less than ${kb(MOST_STORED)}`,
  ].filter(Boolean);
}

/** Whether a script comes from a file of ours. */
function isOurs({ sourceURL }) {
  return basename(sourceURL).startsWith('leadsieve');
}

/** The scripts of long frames that are wanted, the longest first. */
function scripts({ frames }, isWanted) {
  return frames.flatMap(({ scripts }) => scripts).filter(isWanted).sort((one, other) => other.duration - one.duration);
}

/** The longest of each kind of script, and how many there are of it. */
function alike(sorted) {
  const kinds = new Map();
  for (const script of sorted) {
    const kind = [script.sourceURL, script.sourceFunctionName, script.invoker].join();
    const [longest, times] = kinds.get(kind) ?? [script, 0];
    kinds.set(kind, [longest, times + 1]);
  }
  return [...kinds.values()];
}

function print({ told, readings, done, late }) {
  const list = (counts) => {
    const sorted = Object.entries(counts).sort(([, one], [, other]) => other - one);
    return `${sum(counts)}: ${sorted.map(([name, times]) => `${name} ${times}`).join(', ')}`;
  };
  const [first, last] = [readings[0], readings.at(-1)];
  const [longest] = scripts(told, isOurs);
  const [other] = scripts(told, (script) => !isOurs(script));
  const bare = told.frames.filter(({ scripts }) => !scripts.length);
  console.log(`steps             ${list(done)}`);
  console.log(`events heard      ${list(told.events)}`);
  console.log(`out of the cache  ${told.restored} pages`);
  console.log(`console           ${told.console.length} messages`);
  console.log(`long frames       ${told.frames.length}, long tasks ${told.tasks}`);
  console.log(`  longest of ours ${longest ? line(longest) : 'none'}`);
  console.log(`  of the page     ${other ? line(other) : 'none'}`);
  console.log(`  of no script    ${bare.length} frames, which blocked for ${Math.round(most([{ blocking: 0 }, ...bare], 'blocking'))} ms at most`);
  console.log(`machine           the runner's own timer was late by ${Math.round(late)} ms at most`);
  for (const { minute, heap, wasm, logs, stored } of readings) {
    const lengths = logs.map(({ length }) => (length < 0 ? 'unread' : length)).join(' and ');
    console.log(`minute ${minute.toFixed(1).padEnd(10)} heap ${kb(heap)}, module ${kb(wasm)}, log ${lengths}, storage ${stored} bytes`);
  }
  const growth = (what) => `${kb(last[what] - first[what])} (${kb((last[what] - first[what]) / (last.minute - first.minute))} a minute)`;
  console.log(`difference        heap ${growth('heap')}, module ${growth('wasm')}`);
}

function sum(counts) {
  return Object.values(counts).reduce((sum, times) => sum + times, 0);
}

function most(list, what) {
  return Math.max(...list.map((one) => one[what]));
}

function kb(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function line({ duration, sourceURL, sourceFunctionName, invoker, invokerType, page }) {
  const place = [basename(sourceURL) || 'no file', sourceFunctionName].filter(Boolean).join(' ');
  return `${Math.round(duration)} ms in ${place} by ${invoker} (${invokerType}) on ${page}`;
}

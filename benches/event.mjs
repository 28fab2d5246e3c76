/**
 * What a tracker costs for each real input: ours beside posthog-js and Snowplow, on the same page, in Chromium, in the same
 * run. Decides what is done to a page and which time counts; must not know what a tracker makes of an input, and never fails
 * on a time.
 *
 * Inputs go through the DevTools protocol: pointer moves and wheel steps at a display's pace, five clicks a second on links
 * and buttons in turn, each a press and a release without a move. Counted are, in a trace of the page's main thread, the
 * outermost `FunctionCall` and `RunMicrotasks` spans (promises run outside of calls), also those that come in the rest after
 * the inputs, divided by the number of inputs. The page's own handler is told by its address and left out, and what happens
 * on a page without a tracker is subtracted. The first column is what no call can be cheaper than: the page's own handler of
 * clicks, an empty listener for the others. Wall time is what the page waits, for storage and cookies too; processor time
 * is that of the thread alone and does not know how busy the machine was. The verdict is on wall time.
 * Each round has fresh pages with empty storage; the trackers take turns; a figure is the median of the rounds.
 *
 * Every request stays on loopback and is answered at once. The trackers are set up as sites do, in doubt in the way that
 * costs the others less:
 * - ours: the page without a quiz, everything granted, nothing else configured. It counts, keeps its records in
 *   `localStorage` and a cookie and tells the page; it has no destination and no score.
 * - posthog-js: the default entry with the `defaults` of the newest date (page views by history, writes put off), autocapture,
 *   rage clicks, page leaves, `localStorage+cookie`, batches every 3 s. Off: session recording, surveys, product tours,
 *   conversations; by the project's answer also heatmaps, dead clicks, web vitals, exceptions and flags. Its filter of
 *   automated browsers is off, since it would capture nothing here, and so is its mark of visitors on loopback, whom
 *   no site has.
 * - Snowplow: one tracker with link clicks, forms and button clicks as they come, activity tracking (a visit of 10 s, a
 *   heartbeat every 10 s), a page view. All else as it comes: cookies and `localStorage`, one POST for each event. Tracker
 *   and plugins are of the newest version that all of them have, since they share a core.
 *
 * Takes about seven minutes. `LEADSIEVE_DIST` names another folder than `www/dist`.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { until, watch, withBrowser } from '../tests/e2e/lib/browser.mjs';

const WWW = fileURLToPath(new URL('../www/', import.meta.url));
const DIST = resolve(process.env.LEADSIEVE_DIST ?? join(WWW, 'dist'));
const { build } = createRequire(join(WWW, 'package.json'))('esbuild');
const { devDependencies: versions } = JSON.parse(await readFile(join(WWW, 'package.json'), 'utf8'));
const { files } = JSON.parse(await readFile(join(DIST, 'manifest.json'), 'utf8'));

const TARGET = 0.5;
const ROUNDS = 5;
const THROTTLES = [1, 4];
const VIEWPORT = { width: 1280, height: 800 };
const FRAME_MS = 1000 / 60;
/** Until what a load leaves behind is over: posthog sends its first batch after 3 s. */
const SETTLE_MS = 3600;

/** The page alone, and the trackers. */
const ALONE = 'alone';
const TRACKERS = {
  ours: 'leadsieve',
  posthog: `posthog-js ${versions['posthog-js']}`,
  snowplow: `snowplow ${versions['@snowplow/browser-tracker']}`,
};

/** What is done to a page: how often, every how many milliseconds, how long is waited for what was put off. */
const KINDS = {
  scroll: { count: 75, everyMs: FRAME_MS, restMs: 900, inputs: () => [{ type: 'mouseWheel', x: 640, y: 400, deltaX: 0, deltaY: 96 }] },
  pointer: { count: 120, everyMs: FRAME_MS, restMs: 900, inputs: (index) => [{ type: 'mouseMoved', ...along(index) }] },
  click: {
    count: 12,
    everyMs: 200,
    restMs: 1600,
    inputs(index, targets) {
      const at = { ...targets[index % targets.length], button: 'left', clickCount: 1 };
      return [{ type: 'mousePressed', ...at }, { type: 'mouseReleased', ...at }];
    },
  },
};

/** Where a pointer is that wanders over the whole viewport. */
function along(index) {
  return { x: Math.round(640 + 600 * Math.sin(index / 7)), y: Math.round(400 + 350 * Math.sin(index / 11)) };
}

/* ---- the page ---- */

const LINKS = [
  ['/kitchens/oak?from=page', 'See the oak kitchens'],
  ['https://www.maker.example/worktops', 'Worktops by our maker'],
  ['tel:+442079460999', '020 7946 0999'],
  ['mailto:hello@quill.example', 'hello@quill.example'],
];
const BUTTONS = ['Get a quote', 'See the prices', 'Call me back', 'Book a visit'];
const PROSE = 'Every kitchen is drawn, built and fitted by the same four people, from the first sketch to the last hinge. '.repeat(4);
const STYLE = 'body{margin:0;font:16px sans-serif}section{height:800px;overflow:hidden}.card{display:inline-block;padding:12px}button{padding:8px}';
const OWN_SCRIPT = `addEventListener('click', (event) => event.target.closest('a') && event.preventDefault());
addEventListener('submit', (event) => event.preventDefault());`;
/** What no call can be cheaper than: on the page alone, beside its handler of clicks. */
const OWN_EMPTY = `for (const name of ['scroll', 'pointermove']) addEventListener(name, () => {}, { passive: true });`;

/** A card as page builders make them: what is in it is the twelfth element down from the body. */
function card(inner) {
  return ['col', 'cell', 'card', 'body', 'content'].reduceRight((html, name) => `<div class="${name}">${html}</div>`, `<p>${inner}</p>`);
}

function section(_, index) {
  const pairs = LINKS.map(([href, text], at) => {
    const link = `<a class="link" href="${href}"><span>${text}</span></a>`;
    return card(link) + card(`<button type="button" class="button"><span>${BUTTONS[at]}</span></button>`);
  });
  const inner = `<h2>Part ${index + 1}</h2><p>${PROSE}</p>${pairs.join('')}`;
  return `<section id="part-${index}"><div class="container"><div class="row">${inner}</div></div></section>`;
}

const FORM = `<form action="/fallback" method="post"><label>Name <input name="name"></label><label>Phone <input name="phone" type="tel"></label>
  <label>Room <select name="room"><option>Kitchen<option>Bath</select></label><button>Send</button></form>`;

/** The landing page, 8000 px long, with what a tracker wants in its head. */
function landingPage(head) {
  const parts = Array.from({ length: 10 }, section).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Kitchens</title><link rel="icon" href="data:,"><style>${STYLE}</style>
    <script src="/own.js"></script>${head}<body><div id="app"><main>${parts.replace(/<\/section>$/, `${FORM}</section>`)}</main></div>`;
}

/* ---- the trackers ---- */

const OUR_CONFIG = {
  version: 1,
  site: { id: 'quill', domains: ['quill.example'] },
  consent: { default: { attribution: 'granted', behaviour: 'granted', lead: 'granted' } },
};

const POSTHOG_TOKEN = 'phc_bench';
const POSTHOG = `import posthog from 'posthog-js';
posthog.init('${POSTHOG_TOKEN}', {
  api_host: location.origin, defaults: '2026-08-30', autocapture: true, capture_pageleave: true,
  disable_session_recording: true, disable_surveys: true, disable_product_tours: true, disable_conversations: true,
  opt_out_useragent_filter: true, internal_or_test_user_hostname: null,
});`;
/** What a project says that has nothing but events. */
const POSTHOG_REMOTE = {
  token: POSTHOG_TOKEN,
  supportedCompression: ['gzip', 'gzip-js'],
  analytics: { endpoint: '/i/v0/e/' },
  elementsChainAsString: true,
  defaultIdentifiedOnly: true,
  autocapture_opt_out: false,
  autocaptureExceptions: false,
  captureDeadClicks: false,
  capturePerformance: false,
  conversations: false,
  hasFeatureFlags: false,
  heatmaps: false,
  productTours: false,
  sessionRecording: false,
  siteApps: [],
  surveys: false,
};

const SNOWPLOW = `import { newTracker, enableActivityTracking, trackPageView } from '@snowplow/browser-tracker';
import { LinkClickTrackingPlugin, enableLinkClickTracking } from '@snowplow/browser-plugin-link-click-tracking';
import { FormTrackingPlugin, enableFormTracking } from '@snowplow/browser-plugin-form-tracking';
import { ButtonClickTrackingPlugin, enableButtonClickTracking } from '@snowplow/browser-plugin-button-click-tracking';
newTracker('sp', location.origin, { appId: 'bench', plugins: [LinkClickTrackingPlugin(), FormTrackingPlugin(), ButtonClickTrackingPlugin()] });
enableActivityTracking({ minimumVisitLength: 10, heartbeatDelay: 10 });
enableLinkClickTracking();
enableFormTracking();
enableButtonClickTracking();
trackPageView();`;

/** A peer with its settings as one plain script, as a site would ship it. */
async function bundle(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: WWW },
    bundle: true, minify: true, write: false, format: 'iife', target: 'es2020', logLevel: 'error',
  });
  return outputFiles[0].text;
}

/* ---- the site: pages, trackers' files, and where they send to ---- */

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };

/** Everything that has an address, by path. */
async function contents() {
  const snippet = await readFile(join(DIST, files.snippet), 'utf8');
  return {
    [`/${ALONE}`]: landingPage('<script src="/own-empty.js"></script>'),
    '/ours': landingPage(`<script>${snippet}</script><script type="module" src="/${files.loader_track}" data-config="/own.json"></script>`),
    '/posthog': landingPage('<script defer src="/posthog.js"></script>'),
    '/snowplow': landingPage('<script defer src="/snowplow.js"></script>'),
    '/own.js': OWN_SCRIPT,
    '/own-empty.js': OWN_EMPTY,
    '/own.json': JSON.stringify(OUR_CONFIG),
    '/posthog.js': await bundle(POSTHOG),
    '/snowplow.js': await bundle(SNOWPLOW),
    [`/array/${POSTHOG_TOKEN}/config.js`]: `window._POSTHOG_REMOTE_CONFIG={${POSTHOG_TOKEN}:{config:${JSON.stringify(POSTHOG_REMOTE)},siteApps:[]}}`,
    [`/array/${POSTHOG_TOKEN}/config`]: JSON.stringify(POSTHOG_REMOTE),
  };
}

/** Serves the site, and keeps what is posted to it. */
async function withSite(use) {
  const known = await contents();
  const posts = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (request.method === 'POST') {
      posts.push({ pathname, body: await buffer(request) });
      return response.writeHead(200, { 'content-type': TYPES['.json'] }).end('{"status":1,"flags":{}}');
    }
    try {
      const body = known[pathname] ?? (await readFile(join(DIST, pathname)));
      response.writeHead(200, { 'content-type': TYPES[extname(pathname)] ?? 'text/html' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await use({ origin: `http://127.0.0.1:${server.address().port}`, posts });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The byte that a packed body begins with. */
const GZIP = 0x1f;

/** How often each event was posted, by name. */
function posted(posts) {
  const counts = {};
  const count = (name) => { counts[name] = (counts[name] ?? 0) + 1; };
  for (const { pathname, body } of posts) {
    const read = () => JSON.parse((body[0] === GZIP ? gunzipSync(body) : body).toString('utf8'));
    if (pathname.endsWith('/e/')) [read()].flat().flatMap((one) => one.batch ?? one).forEach(({ event }) => count(event));
    if (pathname.endsWith('/tp2')) read().data.forEach((event) => count(snowplowName(event)));
  }
  return counts;
}

/** What Snowplow calls an event: the name in the schema of those that describe themselves. */
function snowplowName({ e: kind, ue_px: packed, ue_pr: plain }) {
  if (kind !== 'ue') return kind;
  const { data } = JSON.parse(plain ?? Buffer.from(packed, 'base64url').toString('utf8'));
  return data.schema.split('/')[1];
}

/* ---- a visit ---- */

/** Opens a tracker's page in a context of its own; gives what it takes to play on it. */
async function visit(browser, { origin }, name, prepare) {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-GB' });
  const heard = await prepare?.(context);
  const page = await context.newPage();
  await page.goto(`${origin}/${name}?utm_source=google&utm_medium=cpc&utm_campaign=kitchens`);
  const isReady = () => page.evaluate(() => Promise.race([window.leadsieve.ready, false]).then(Boolean));
  if (name === 'ours') await until(isReady, 'the module to run');
  const targets = await page.evaluate(() => [...document.querySelectorAll('#part-0 :is(a, button)')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }));
  return { name, context, page, heard, targets, session: await context.newCDPSession(page) };
}

/** Does so many inputs of a kind, at their pace; one is never sent before the page took the one before. */
async function play({ session, targets }, { inputs, everyMs }, count) {
  const start = performance.now();
  for (let index = 0; index < count; index++) {
    await sleep(Math.max(0, start + index * everyMs - performance.now()));
    for (const input of inputs(index, targets)) await session.send('Input.dispatchMouseEvent', input);
  }
}

/** Holds a tracker to its word before anything is measured: clicks are told, nothing goes wrong. */
async function check(browser, site, name) {
  const { context, page, heard, targets, session } = await visit(browser, site, name, watch);
  await sleep(500);
  const before = heard.events.length;
  await play({ session, targets }, KINDS.click, targets.length);
  const least = Math.min(LINKS.length, BUTTONS.length);
  const has = {
    ours: () => heard.events.slice(before).some(({ name }) => name.includes('click')),
    posthog: () => posted(site.posts).$autocapture >= targets.length,
    snowplow: () => ['link_click', 'button_click'].every((event) => posted(site.posts)[event] >= least),
  };
  await until(has[name], `${TRACKERS[name]} to tell clicks`);
  const wrong = heard.console.filter((line) => /^(error|uncaught)/.test(line));
  if (wrong.length) throw new Error(`${TRACKERS[name]}: expected a page without errors, found ${wrong.join('; ')}`);
  if (await page.evaluate(() => document.hidden)) throw new Error(`${TRACKERS[name]}: expected a page that is shown, found one that is hidden`);
  await context.close();
}

/* ---- measuring ---- */

const BEGIN = 'bench.begin';
const CATEGORIES = ['-*', 'devtools.timeline', 'v8.execute', 'blink.user_timing'];
const SPANS = ['FunctionCall', 'RunMicrotasks'];
const OWN = /\/own(-empty)?\.js$/;

/** One trace: the inputs of a kind on a page, and what the page's and the others' scripts cost for each. */
async function measure(browser, visited, kind) {
  const { name, page, session } = visited;
  const { count, restMs } = KINDS[kind];
  await session.send('Runtime.evaluate', { expression: 'scrollTo(0, 0)' });
  await sleep(150);
  await browser.startTracing(page, { categories: CATEGORIES });
  await session.send('Runtime.evaluate', { expression: `performance.mark('${BEGIN}')` });
  await play(visited, KINDS[kind], count);
  if (name !== ALONE) await sleep(restMs);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const { own, others } = spent(traceEvents);
  if (kind === 'click' && own.calls < count) throw new Error(`expected ${count} clicks on the page, found ${own.calls}`);
  const each = ({ wall, cpu, calls }) => ({ wall: wall / count, cpu: cpu / count, calls: calls / count });
  return { own: each(own), others: each(others) };
}

/** Microseconds and calls on the main thread after the mark: of the page's own handler, of all other scripts. */
function spent(events) {
  const begin = events.find(({ name }) => name === BEGIN);
  const isMain = ({ name, pid, tid, ts }) => SPANS.includes(name) && pid === begin.pid && tid === begin.tid && ts > begin.ts;
  const spans = events.filter(isMain).sort((one, other) => one.ts - other.ts || other.dur - one.dur);
  const sums = { own: { wall: 0, cpu: 0, calls: 0 }, others: { wall: 0, cpu: 0, calls: 0 } };
  let end = 0;
  for (const { name, ts, dur, tdur = dur, args } of spans.filter(({ dur }) => dur !== undefined)) {
    if (ts < end) continue;
    end = ts + dur;
    const sum = OWN.test(args.data?.url) ? sums.own : sums.others;
    sum.wall += dur;
    sum.cpu += tdur;
    if (name === 'FunctionCall') sum.calls++;
  }
  return sums;
}

/** What each page cost in each round, by kind and throttle. */
async function rounds(browser, site) {
  const cells = {};
  for (let round = 0; round < ROUNDS; round++) {
    // The page alone runs nothing but its own handler: once is enough.
    const names = turned(Object.keys(TRACKERS), round).concat(round ? [] : ALONE);
    const visits = await Promise.all(names.map((name) => visit(browser, site, name)));
    await sleep(SETTLE_MS);
    for (const throttle of turned(THROTTLES, round)) {
      for (const visited of visits) {
        await visited.session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
        for (const kind of Object.keys(KINDS)) {
          const cell = (cells[`${kind} ×${throttle}`] ??= {});
          (cell[visited.name] ??= []).push(await measure(browser, visited, kind));
        }
        await visited.session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      }
    }
    await Promise.all(visits.map(({ context }) => context.close()));
  }
  return cells;
}

/** The list from another beginning. */
function turned(list, by) {
  return list.map((_, index) => list[(index + by) % list.length]);
}

/* ---- telling ---- */

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

/** One row: the page's own listener alone, each tracker without what is there anyway, ours as a part of the better peer. */
function row(found, what) {
  const [{ own, others }] = found[ALONE];
  const each = Object.keys(TRACKERS).map((name) => Math.max(0, median(found[name].map((one) => one.others[what])) - others[what]));
  const [ours, ...theirs] = each;
  return { alone: own[what] + others[what], each, ratio: ours / Math.min(...theirs) };
}

/** The rows of one measure, below each other; gives their ratios. */
function table(cells, what, unit, digits) {
  return Object.entries(cells).map(([label, found]) => {
    const { alone, each, ratio } = row(found, what);
    show(`${label}: ${unit}`, [...[alone, ...each].map((value) => value.toFixed(digits)), ratio.toFixed(3)]);
    return { label, ratio };
  });
}

function show(label, texts) {
  console.log(label.padEnd(36) + texts.map((text) => text.padStart(20)).join(''));
}

function print(cells, told) {
  show('each input', ['own listener alone', ...Object.values(TRACKERS), 'ours / better peer']);
  const ratios = table(cells, 'wall', 'µs', 1);
  const ofProcessor = table(cells, 'cpu', 'µs of processor time', 1);
  table(cells, 'calls', 'calls', 2);
  console.log(`posted by the peers while measured: ${JSON.stringify(told)}`);
  const missed = ratios.filter(({ ratio }) => !(ratio <= TARGET));
  for (const { label, ratio } of missed) console.log(`MISSED ${label}: ${ratio.toFixed(3)}, target ${TARGET}`);
  console.log(`worst ratio by processor time: ${worst(ofProcessor)}`);
  console.log(`worst ratio: ${worst(ratios)}, target ${TARGET}: ours no more than half of the better peer`);
}

function worst(ratios) {
  const { label, ratio } = ratios.reduce((one, other) => (other.ratio > one.ratio ? other : one));
  return `${ratio.toFixed(3)} (${label})`;
}

await withSite((site) => withBrowser(async (browser) => {
  await Promise.all(Object.keys(TRACKERS).map((name) => check(browser, site, name)));
  site.posts.length = 0;
  const cells = await rounds(browser, site);
  print(cells, posted(site.posts));
}));

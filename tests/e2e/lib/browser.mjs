/**
 * Decides how Chromium is started and what every page of a test gets: a record of events, inputs and console lines. Must
 * not know what a test is about.
 */
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../www/package.json', import.meta.url));
const { chromium } = require('playwright-core');

/** Arguments that a container without a display and without a network needs. */
const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

/** Starts Chromium; `options` go to Playwright as they are. */
export function launch(options = {}) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS, ...options });
}

/** Starts Chromium on a profile of the test's own; gives its context. */
export function launchPersistent(folder) {
  return chromium.launchPersistentContext(folder, { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });
}

/** Runs `use` with a browser that is closed afterwards. */
export async function withBrowser(use, options) {
  const browser = await launch(options);
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** What a context's pages heard, recorded and printed, in order. */
export async function watch(context) {
  const seen = { events: [], tapes: [], posts: [], answers: [], console: [] };
  await context.exposeBinding('leadsieveTold', (_, name, detail) => {
    if (name === 'tape') (detail.includes('"do":"start"') ? (seen.tapes[seen.tapes.length] = []) : seen.tapes.at(-1)).push(detail);
    else seen.events.push({ name, detail });
  });
  await context.addInitScript(() => {
    if (window !== top) return;
    const dispatch = window.dispatchEvent;
    window.dispatchEvent = (event) => {
      const [prefix, name] = event.type.split(/:(.*)/s);
      if (prefix === 'leadsieve') window.leadsieveTold(name, event.detail);
      return dispatch.call(window, event);
    };
  });
  context.on('console', (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  context.on('weberror', (error) => seen.console.push(`uncaught: ${error.error().message}`));
  context.on('request', (request) => {
    if (request.method() === 'POST') seen.posts.push({ url: request.url(), body: request.postData() });
  });
  context.on('response', (response) => {
    const request = response.request();
    if (request.method() === 'POST') seen.answers.push({ status: response.status(), body: request.postData() });
  });
  return seen;
}

/** Resolves once `holds()` is true; fails after `ms` milliseconds with what was waited for. */
export async function until(holds, what, ms = 10_000) {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

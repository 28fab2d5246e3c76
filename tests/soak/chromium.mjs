/**
 * Decides how the one Chromium of a soak is started: tabs of one window, of which only the one in front is visible and has
 * the focus, and a back/forward cache. A browser that Playwright launches keeps every page visible and focused, so this one
 * is started here and connected to. Must not know what is done in it.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(new URL('../../www/package.json', import.meta.url));
const { chromium } = require('playwright-core');

/** What a container without a display and without a network needs, as in `tests/e2e/lib/browser.mjs`; no sound. */
const ARGUMENTS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--mute-audio', '--remote-debugging-port=0',
];

/** Runs `use` with the context of a browser on a fresh profile, which has one empty tab; both are gone afterwards. */
export async function withTabs(use) {
  const profile = await mkdtemp(join(tmpdir(), 'leadsieve-soak-'));
  const flags = [...ARGUMENTS, `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const browser = await chromium.connectOverCDP(await announced(child), { noDefaults: true });
    return await use(browser.contexts()[0]);
  } finally {
    child.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The address that Chromium prints once it can be connected to. */
function announced(child) {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stderr.on('data', (chunk) => {
      printed += chunk;
      const found = /DevTools listening on (ws:\S+)/.exec(printed);
      if (found) resolve(found[1]);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`chromium ended with ${code}: ${printed}`)));
  });
}

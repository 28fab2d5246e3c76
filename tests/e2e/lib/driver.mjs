/**
 * Chromium by WebDriver: for what the other way of driving it changes, since that shows every tab at once and undoes
 * prerendering. Must not know what is tested with it.
 */
import { spawn } from 'node:child_process';

const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

/** Runs `use` with a browser that is driven by WebDriver. */
export async function withDriver(use) {
  const child = spawn(process.env.CHROMEDRIVER ?? 'chromedriver', ['--port=0']);
  try {
    const origin = `http://127.0.0.1:${await port(child)}`;
    const options = { binary: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS };
    const capabilities = { alwaysMatch: { browserName: 'chrome', 'goog:chromeOptions': options } };
    const { sessionId } = await ask(`${origin}/session`, { capabilities });
    const session = `${origin}/session/${sessionId}`;
    try {
      await use(new Driver(session));
    } finally {
      await fetch(session, { method: 'DELETE' });
    }
  } finally {
    child.kill();
  }
}

/** The port that the driver says it listens on. */
function port(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      const found = /successfully on port (\d+)/.exec((said += chunk));
      if (found) resolve(found[1]);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the driver ended with ${code}: ${said}`)));
  });
}

async function ask(url, body) {
  const response = await fetch(url, body ? { method: 'POST', body: JSON.stringify(body) } : {});
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${url}: ${value.message}`);
  return value;
}

class Driver {
  constructor(session) {
    this.session = session;
  }

  /** Opens an address in the tab. */
  open(url) {
    return ask(`${this.session}/url`, { url });
  }

  /** Runs the body of a function in the tab; gives what it returns. */
  run(script) {
    return ask(`${this.session}/execute/sync`, { script, args: [] });
  }

  /** Clicks an element with a button of the mouse: 0 is the main one, 1 the middle one. */
  async click(selector, button = 0) {
    const element = await ask(`${this.session}/element`, { using: 'css selector', value: selector });
    const actions = [
      { type: 'pointerMove', origin: element, x: 0, y: 0 },
      { type: 'pointerDown', button },
      { type: 'pointerUp', button },
    ];
    await ask(`${this.session}/actions`, { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
  }

  /** Turns to the newest tab, which shows it; gives how many there are. */
  async turnToNewest() {
    const handles = await ask(`${this.session}/window/handles`);
    await ask(`${this.session}/window`, { handle: handles.at(-1) });
    return handles.length;
  }
}

/**
 * Pages of a test's own, put together from what the build made. Must not know what is tested on them.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST } from './collector.mjs';

const { files } = JSON.parse(await readFile(join(DIST, 'manifest.json'), 'utf8'));
const snippet = await readFile(join(DIST, 'snippet.js'), 'utf8');

/** What the build made, by role. */
export const FILES = files;

/** The snippet as an owner pastes it; `attributes` go to the loader's script, `nonce` to both scripts. */
export function snippetTags({ config = '/own.json', attributes = '', nonce = '' } = {}) {
  const once = nonce && ` nonce="${nonce}"`;
  return `<script${once}>${snippet}</script>
    <script type="module" src="/${files.loader}" data-config="${config}" ${attributes}${once}></script>`;
}

/** The owner's form inside the element. */
export const FORM = '<form action="/fallback" method="post"><input name="phone" aria-label="Phone"><button>Plain send</button></form>';

/** Serves a page of the test's own at `/own`, with `config` (an object, or text as it stands) at `/own.json`. */
export async function own(context, { body, head = snippetTags(), config, headers = {} }) {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Own</title>${head}<body>${body}`;
  await context.route(/\/own(\?.*)?$/, (route) => route.fulfill({ body: html, contentType: 'text/html', headers }));
  if (config !== undefined) {
    const text = typeof config === 'string' ? config : JSON.stringify(config);
    await context.route('**/own.json', (route) => route.fulfill({ body: text, contentType: 'application/json' }));
  }
}

/** Keeps a hand on every module's memory, so that a test can break it: a real trap, in the module that ships. */
export function reachMemory(context) {
  return context.addInitScript(() => {
    const instantiate = WebAssembly.instantiate;
    window.memories = [];
    WebAssembly.instantiate = async (...given) => {
      const instance = await instantiate.apply(WebAssembly, given);
      const { exports } = instance.instance ?? instance;
      window.memories.push(Object.values(exports).find((found) => found instanceof WebAssembly.Memory));
      return instance;
    };
    window.breakModule = () => new Uint8Array(window.memories.at(-1).buffer).fill(0xff);
  });
}

/** The keys in the page's storage. */
export function storedKeys(page) {
  return page.evaluate(() => Object.keys(localStorage).sort());
}

/** Resolves when the module runs. */
export function ready(page) {
  return page.evaluate(() => window.leadsieve.ready.then(() => true));
}

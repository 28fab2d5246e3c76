/**
 * A small web of a test's own: several sites, served to the browser without a network, each page with the snippet. Must not
 * know what is tested on it.
 */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { DIST } from './collector.mjs';
import { snippetTags } from './page.mjs';

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };

/** The config that the sites have where a test says nothing else. */
export function config(more = {}, consent = 'granted') {
  const all = { attribution: consent, behaviour: consent, lead: consent };
  return { version: 1, site: { id: 'quill', domains: ['quill.example'] }, consent: { default: all }, ...more };
}

/** A page with the snippet; `body` and `early` (markup before the snippet) are the test's. */
export function html({ body = '', early = '', attributes = '' } = {}) {
  const head = `${early}${snippetTags({ attributes })}`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title>${head}<body><h1>Page</h1>${body}`;
}

/**
 * Serves `pages` (address without query → markup) in a context; what the build made stands at the root of every site, and
 * `config` at `/own.json`. A page that is not named has the snippet and nothing else; one of another site has nothing.
 */
export async function serve(context, { pages = {}, config: document = config(), others = html() } = {}) {
  await context.route(/^https?:\/\//, async (route) => {
    const url = new URL(route.request().url());
    const fulfill = (body, contentType) => route.fulfill({ body, contentType });
    const address = url.origin + url.pathname;
    if (address in pages) return fulfill(pages[address], 'text/html');
    if (url.pathname === '/own.json') return fulfill(JSON.stringify(document), TYPES['.json']);
    const type = TYPES[extname(url.pathname)];
    if (type) return fulfill(await readFile(join(DIST, url.pathname)), type);
    if (url.hostname.endsWith('quill.example')) return fulfill(others, 'text/html');
    return fulfill('<!doctype html><title>Elsewhere</title><a id="go">go</a>', 'text/html');
  });
}

/** Follows a link from the page to an address, as a visitor does. */
export async function follow(page, href) {
  await page.evaluate((href) => {
    const link = document.createElement('a');
    Object.assign(link, { href, textContent: 'onwards', id: 'onwards' });
    document.body.append(link);
  }, href);
  await Promise.all([page.waitForURL((url) => url.href.startsWith(href.split('#')[0])), page.locator('#onwards').click()]);
}

/** Everything that a page's storages hold of ours: names of keys and cookies. */
export function kept(page) {
  return page.evaluate(() => {
    const names = (storage) => {
      try {
        return Object.keys(window[storage]);
      } catch {
        return [];
      }
    };
    const cookies = document.cookie.split('; ').map((pair) => pair.split('=')[0]);
    return [...names('localStorage'), ...names('sessionStorage'), ...cookies].filter((name) => name.startsWith('leadsieve')).sort();
  });
}

/** Notes every write into storage and cookies from now on; read them with `written`. */
export function noteWrites(context) {
  return context.addInitScript(() => {
    window.writes = [];
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      window.writes.push(key);
      return setItem.call(this, key, value);
    };
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
    Object.defineProperty(Document.prototype, 'cookie', {
      ...cookie,
      set(line) {
        window.writes.push(`cookie ${line.split('=')[0]}`);
        cookie.set.call(this, line);
      },
    });
  });
}

/** Everything that was written on this page since it began. */
export const written = (page) => page.evaluate(() => window.writes);

/** The record of sources, once the module runs. */
export function source(page) {
  return page.evaluate(() => window.leadsieve.ready.then(() => window.leadsieve('source')));
}

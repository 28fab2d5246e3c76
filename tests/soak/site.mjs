/**
 * The site of a soak: one page that lives long and changes its address by itself, and pages of several documents. Served
 * over HTTP, since the back/forward cache keeps nothing else. Must not know who browses it, and holds no script inline but
 * our stub, so that a long frame tells whose script it was.
 */
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DIST } from '../e2e/lib/collector.mjs';

/** The config of every page. */
const CONFIG = {
  version: 1,
  site: { id: 'soak', countries: ['GB'] },
  consent: { default: { attribution: 'granted', behaviour: 'granted', lead: 'granted' } },
  events: {
    key_pages: [
      { name: 'pricing', path: '*/prices*' },
      { name: 'contacts', path: '*/contacts*' },
    ],
    cta: [{ name: 'more', selector: '#grow' }],
    elements: [{ name: 'title', selector: 'h1' }, { name: 'links', selector: 'nav' }],
    forms: [{ name: 'order', selector: 'form', success: { request: '/answer', element: '#sent' } }],
    bridges: [{ to: 'data_layer', events: ['*'] }],
  },
};

/** Where the long-lived page begins, and where the documents do. */
export const APP = '/app/home';
export const DOCUMENTS = '/site/home';

const ROUTES = ['home', 'prices', 'cases', 'contacts'];
const TYPES = { js: 'text/javascript', wasm: 'application/wasm', json: 'application/json' };

/** Runs `use` with the origin of the site. */
export async function withSite(use) {
  const files = await site();
  const server = createServer((request, response) => {
    request.resume();
    const [body, type, headers = {}] = files(new URL(request.url, 'http://site').pathname) ?? [];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type ?? 'text/plain', ...headers }).end(body ?? 'not here');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** What stands at which path. Everything is read once: a build that runs beside a soak changes nothing in it. */
async function site() {
  const folder = process.env.LEADSIEVE_DIST ?? DIST;
  const built = new Map();
  for (const name of (await readdir(folder)).filter((name) => name.startsWith('leadsieve'))) {
    built.set(`/${name}`, [await readFile(join(folder, name)), TYPES[name.split('.').at(-1)], { 'cache-control': 'max-age=3600' }]);
  }
  const { files } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const head = `<script>${await readFile(join(folder, 'snippet.js'), 'utf8')}</script>
    <script type="module" src="/${files.loader}" data-config="/own.json"></script>`;
  return (path) => {
    if (built.has(path)) return built.get(path);
    if (path.startsWith('/app/')) return [page(head, 'app'), 'text/html'];
    if (path.startsWith('/site/')) return [page(head, 'site'), 'text/html'];
    return OTHERS[path];
  };
}

const OTHERS = {
  '/own.json': [JSON.stringify(CONFIG), TYPES.json],
  '/page.js': [`(${pageScript})()`, TYPES.js],
  '/answer': ['{}', TYPES.json],
  '/tone.wav': [tone(), 'audio/wav'],
  '/favicon.ico': ['', 'image/x-icon'],
};

/** A page of either kind: in the app a link changes the address, among the documents it loads one. */
function page(head, kind) {
  const routes = ROUTES.map((route) => `<a class="route" href="/${kind}/${route}">${route}</a>`).join(' ');
  const words = 'Oak fronts, stone tops and drawers that close softly. '.repeat(30);
  return `<!doctype html><html lang="en" data-kind="${kind}"><meta charset="utf-8"><title>Kitchens</title>${head}
    <style>body { font: 16px/1.5 sans-serif } nav a, button { display: inline-block; margin: 6px; padding: 6px } p { max-width: 40em }</style>
    <script src="/page.js" defer></script>
    <body><nav>${routes}</nav><h1>Kitchens</h1><p>${words}</p>
    <nav>
      <a class="contact" href="tel:+442079460999">Call</a> <a class="contact" href="mailto:hello@quill.example">Write</a>
      <a class="contact" href="https://wa.me/442079460999">WhatsApp</a> <a class="contact" href="https://t.me/quill">Telegram</a>
      <a class="outbound" href="https://elsewhere.example/page">Elsewhere</a>
      <a class="outbound" href="/price-list.pdf" download>Price list</a>
    </nav>
    <button id="nothing">Nothing</button> <button id="grow">More</button> <button id="shrink">Less</button> <button id="play">Play</button>
    <audio src="/tone.wav" preload="auto"></audio>
    <form action="/nowhere" method="post">
      <input name="name" aria-label="Name"> <input name="phone" type="tel" aria-label="Phone"> <input name="source" type="hidden">
      <select name="size" aria-label="Size"><option>small<option>large</select>
      <textarea name="words" aria-label="Words"></textarea> <button id="send">Send</button> <output></output>
    </form>
    <p>${words}</p><ul id="list"></ul><p>${words}</p>`;
}

/** The page's own script. It is sent as text, so it names nothing of this file. */
function pageScript() {
  const one = (selector) => document.querySelector(selector);
  const isApp = document.documentElement.dataset.kind === 'app';
  const list = one('#list');
  const form = one('form');

  const grow = (rows) => {
    for (let row = 0; row < rows && list.children.length < 400; row++) {
      const item = list.appendChild(document.createElement('li'));
      item.innerHTML = `<b>Kitchen ${list.children.length}</b> <a class="outbound" href="https://elsewhere.example/${row}">see</a> <button>Like</button>`;
    }
  };
  const shrink = (rows) => [...list.children].slice(-rows).forEach((item) => item.remove());
  const show = () => {
    one('h1').textContent = location.pathname.split('/').at(-1);
    list.replaceChildren();
    grow(20);
  };
  const buttons = {
    grow: () => grow(50),
    shrink: () => shrink(50),
    play: () => one('audio').play().catch(() => {}),
  };

  addEventListener('click', (event) => {
    const link = event.target.closest('a');
    buttons[event.target.id]?.();
    if (link && (isApp || !link.matches('.route'))) event.preventDefault();
    if (!link?.matches('.route') || !isApp || link.pathname === location.pathname) return;
    history.pushState({ depth: (history.state?.depth ?? 0) + 1 }, '', link.href);
    show();
  });
  addEventListener('popstate', show);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const response = await fetch('/answer', { method: 'POST', body: new FormData(form) });
    one('output').textContent = response.ok ? 'Thank you' : 'Try again';
    form.reset();
  });
  // A page that is alive by itself: what it shows comes and goes.
  let tick = 0;
  setInterval(() => (tick++ % 20 < 10 ? grow(6) : shrink(6)), 700);

  /** Back to what the page was when it was new. */
  window.settle = () => {
    if (location.pathname !== '/app/home') history.pushState({ depth: (history.state?.depth ?? 0) + 1 }, '', '/app/home');
    document.activeElement?.blur();
    getSelection().removeAllRanges();
    form.reset();
    one('output').textContent = '';
    tick = 0;
    show();
    scrollTo({ top: 0, behavior: 'instant' });
  };
  show();
}

/** Half a second of a tone: 8 bit, mono, 8000 samples a second. */
function tone() {
  const samples = Buffer.from(Array.from({ length: 4000 }, (_, index) => 128 + Math.round(20 * Math.sin(index / 4))));
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

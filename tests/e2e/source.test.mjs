/**
 * Where the visitor came from, in a real browser: what routers, payment pages, subdomains, blocked storage and impatience
 * do to a first touch.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { launchPersistent, until, watch, withBrowser } from './lib/browser.mjs';
import { DIST, ROOT } from './lib/collector.mjs';
import { FILES } from './lib/page.mjs';
import { config, follow, html, kept, serve, source } from './lib/web.mjs';

const SITE = 'https://www.quill.example/';

/** Runs `use` with a context of the small web. */
function onWeb(web, use, options) {
  return withBrowser(async (browser) => {
    const context = await browser.newContext();
    const seen = await watch(context);
    await serve(context, web);
    await use({ context, seen, page: await context.newPage() });
  }, options);
}

test('a router that strips the query before the module loads costs nothing', () => {
  const strip = '<script>addEventListener("DOMContentLoaded", () => history.replaceState(null, "", "/"))</script>';
  return onWeb({ pages: { [SITE]: html({ body: strip }) } }, async ({ page }) => {
    await page.goto(`${SITE}?utm_source=google&utm_medium=cpc&gclid=abc#top`);
    const { first } = await source(page);
    assert.deepEqual([first.channel, first.click_ids.gclid, new URL(page.url()).search], ['Paid Search', 'abc', '']);
  });
});

test('a payment page and back makes no touch; a tagged link from there does', () =>
  onWeb({}, async ({ page }) => {
    await page.goto(`${SITE}?gclid=abc`, { referer: 'https://www.google.com/' });
    await source(page);
    await follow(page, 'https://www.paypal.com/checkout');
    await follow(page, `${SITE}thanks`);
    const back = await source(page);
    assert.equal(await page.evaluate(() => document.referrer), 'https://www.paypal.com/');
    assert.deepEqual([back.last.channel, back.last.at === back.first.at, back.visits], ['Paid Search', true, 1]);
    await follow(page, 'https://www.paypal.com/offers');
    await follow(page, `${SITE}?utm_source=paypal&utm_medium=affiliate`);
    const { first, last } = await source(page);
    assert.deepEqual([first.channel, last.channel, last.source], ['Paid Search', 'Affiliates', 'paypal']);
  }));

test('a subdomain has the first touch of the other', () =>
  onWeb({}, async ({ page, context }) => {
    await page.goto(`${SITE}?utm_source=vk&utm_medium=cpc`);
    const { first } = await source(page);
    assert.equal(first.channel, 'Paid Social');
    await follow(page, 'https://blog.quill.example/post');
    const there = await source(page);
    assert.deepEqual([there.first, there.visits, there.kept], [first, 1, { cookie: true, local: true, days: 180 }]);
    const [cookie] = await context.cookies(SITE);
    assert.deepEqual([cookie.domain, cookie.secure, cookie.sameSite, cookie.name], ['.quill.example', true, 'Lax', 'leadsieve.quill.source.1']);
    assert.match(cookie.value, /^[\w-]{1,1500}$/);
    const days = (cookie.expires - Date.now() / 1000) / 86_400;
    assert.ok(days > 179 && days < 181, `${days} days`);
  }));

test('local storage heals a lost cookie, the cookie lost local storage', () =>
  onWeb({}, async ({ page, context }) => {
    await page.goto(`${SITE}?utm_source=one&utm_medium=cpc`);
    const { first } = await source(page);
    await page.goto('https://elsewhere.example/');
    await context.clearCookies();
    await page.goto(`${SITE}?utm_source=two&utm_medium=cpc`);
    assert.deepEqual((await source(page)).first, first);
    await page.evaluate(() => leadsieve('destroy').then(() => localStorage.clear()));
    await page.goto(`${SITE}?utm_source=three&utm_medium=cpc`);
    const healed = await source(page);
    assert.deepEqual([healed.first, healed.last.source], [first, 'three']);
  }));

const BLOCKS = {
  cookies: () => Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} }),
  'local storage': () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }),
};
const HELD = { cookies: { cookie: false, local: true, days: 180 }, 'local storage': { cookie: true, local: false, days: 180 } };

for (const [what, block] of Object.entries(BLOCKS)) {
  test(`with ${what} blocked the other one remembers`, () =>
    onWeb({}, async ({ context, page, seen }) => {
      await context.addInitScript(block);
      await page.goto(`${SITE}?utm_source=one&utm_medium=cpc`);
      const { first } = await source(page);
      await page.goto('https://elsewhere.example/');
      await page.goto(`${SITE}?utm_source=two&utm_medium=email`);
      const again = await source(page);
      assert.deepEqual([again.first, again.last.source, again.kept], [first, 'two', HELD[what]]);
      assert.deepEqual(seen.console, []);
    }));
}

test("with all storage blocked by the browser's own setting the page works from memory", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leadsieve-profile-'));
  await mkdir(join(folder, 'Default'));
  await writeFile(join(folder, 'Default/Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
  const context = await launchPersistent(folder);
  try {
    const seen = await watch(context);
    await serve(context);
    const page = await context.newPage();
    await page.goto(`${SITE}?utm_source=one&utm_medium=cpc`);
    const { first, kept } = await source(page);
    assert.deepEqual([first.channel, kept], ['Paid Other', { cookie: false, local: false, days: 0 }]);
    assert.equal(await page.evaluate(() => { try { return typeof localStorage; } catch { return 'blocked'; } }), 'blocked');
    // The next page has no memory, but the address of the page before still tells.
    await follow(page, `${SITE}next`);
    const next = await source(page);
    assert.deepEqual([next.first.source, next.first.evidence], ['one', 'recovered']);
    assert.deepEqual(seen.console, []);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('whoever leaves before the module has run is remembered on the next page', () => {
  const granted = html({ attributes: 'data-consent="granted"' });
  return onWeb({ others: granted, config: config({}, 'pending') }, async ({ page }) => {
    let isHeld = true;
    await page.route(`**/${FILES.wasm}`, (route) => (isHeld ? undefined : route.fallback()));
    await page.goto(`${SITE}?utm_source=vk&utm_medium=cpc`, { referer: 'https://vk.com/', waitUntil: 'commit' });
    await page.getByRole('heading').waitFor();
    isHeld = false;
    await follow(page, `${SITE}next`);
    const { first, visits } = await source(page);
    assert.deepEqual([first.channel, first.evidence, first.referrer, visits], ['Paid Social', 'tag', 'https://vk.com/', 1]);
    assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
  });
});

test('without consent nothing is kept by whoever leaves before the module has run', () =>
  onWeb({ config: config({}, 'pending') }, async ({ page }) => {
    await page.route(`**/${FILES.wasm}`, () => undefined);
    await page.goto(`${SITE}?utm_source=vk&utm_medium=cpc`, { waitUntil: 'commit' });
    await page.getByRole('heading').waitFor();
    await follow(page, `${SITE}next`);
    assert.deepEqual(await kept(page), []);
  }));

test('reload, back and forward make no touch', () =>
  onWeb({}, async ({ page }) => {
    await page.goto(`${SITE}?utm_source=one&utm_medium=cpc`);
    await source(page);
    await page.goto(`${SITE}?utm_source=two&utm_medium=cpc`);
    await source(page);
    await page.reload();
    await source(page);
    await page.goBack();
    await source(page);
    await page.goForward();
    const { first, last, touches = [] } = await source(page);
    assert.deepEqual([first.source, last.source, touches.length], ['one', 'two', 0]);
  }));

const FORM = `<form>${['utm_source', 'utm_campaign', 'gclid', 'channel', 'last_source', 'significant_channel', '_code', '_score', 'leadsieve_id', 'deal_source', 'own']
  .map((name) => `<input type="hidden" name="${name}"${name === 'own' ? ' value="mine"' : ''}>`)
  .join('')}<input type="hidden" name="utm_medium" value="kept"><input name="phone" aria-label="Phone"></form>`;

test('hidden fields, links, frames, words and the code are handed on, and nothing else is touched', () => {
  const body = `${FORM}<a id="shop" href="https://shop.partner.example/x?a=1">shop</a><a id="other" href="https://other.example/">other</a>
    <a id="wa" href="https://wa.me/442079460142?text=Hello%20{code}">chat</a><b data-leadsieve-code></b>
    <a class="call" href="tel:+442079460000">020 7946 0000</a><iframe src="https://book.example/slot"></iframe>`;
  const more = {
    source: {
      form: { fields: { deal_source: 'significant_channel' } },
      decorate: ['partner.example', 'book.example'],
      replace: [
        { if: "{source.first.channel} = 'Paid Search'", selector: '.call', text: '020 7946 0111', href: 'tel:+442079460111' },
        { if: "{source.first.channel} = 'Email'", selector: 'h1', text: 'wrong' },
        { if: "{source.first.channel} = 'Paid Search'", selector: '!!', text: 'x' },
      ],
    },
    score: { id: 's', rules: [{ id: 'ad', axis: 'intent', if: "{source.first.channel} = 'Paid Search'", points: 3, label: 'Ad' }] },
  };
  return onWeb({ pages: { [SITE]: html({ body }) }, config: config(more) }, async ({ page, seen }) => {
    await page.addInitScript(() => addEventListener('click', (event) => event.preventDefault()));
    await page.goto(`${SITE}?utm_source=google&utm_medium=cpc&utm_campaign=Spring&gclid=abc`);
    const { code } = await source(page);
    assert.match(code, /^[2-9A-HJKMNP-RT-VXY]{5}$/);
    await page.getByLabel('Phone').focus();
    const values = await page.evaluate(() => Object.fromEntries(new FormData(document.forms[0])));
    assert.match(values.leadsieve_id, /^[0-9a-f-]{36}$/);
    const { leadsieve_id: _, ...rest } = values;
    assert.deepEqual(rest, {
      utm_source: 'google', utm_campaign: 'Spring', gclid: 'abc', channel: 'Paid Search', last_source: 'google',
      significant_channel: 'Paid Search', _code: code, _score: '3', deal_source: 'Paid Search', own: 'mine', utm_medium: 'kept', phone: '',
    });
    assert.equal(await page.locator('[data-leadsieve-code]').textContent(), code);
    const call = page.locator('.call');
    assert.deepEqual([await call.textContent(), await call.getAttribute('href'), await page.locator('h1').textContent()], ['020 7946 0111', 'tel:+442079460111', 'Page']);
    const address = async (id) => {
      await page.locator(`#${id}`).click();
      return page.locator(`#${id}`).evaluate((link) => link.href);
    };
    assert.equal(await address('shop'), 'https://shop.partner.example/x?a=1&gclid=abc&utm_campaign=Spring&utm_medium=cpc&utm_source=google');
    assert.equal(await address('other'), 'https://other.example/');
    assert.equal(await address('wa'), `https://wa.me/442079460142?text=Hello%20${code}`);
    assert.match(await page.locator('iframe').getAttribute('src'), /^https:\/\/book\.example\/slot\?gclid=abc&/);
    assert.deepEqual(seen.console.map((line) => line.split(':', 3).join(':')), ['warning: leadsieve: source.replace']);
  });
});

test('what comes onto the page later gets its share, and a form that is emptied is filled again', () => {
  const own = config({ source: { replace: [{ if: "{source.visits} > 0", selector: '.call', text: 'swapped' }] } });
  return onWeb({ config: own }, async ({ page }) => {
    await page.goto(`${SITE}?utm_source=google&utm_medium=cpc`);
    await source(page);
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<b class="call">late</b><form><input type="hidden" name="utm_source"><input aria-label="Late"></form>');
    });
    await until(async () => (await page.locator('.call').textContent()) === 'swapped', 'the late words');
    await page.getByLabel('Late').focus();
    const field = page.locator('input[type=hidden]');
    assert.equal(await field.inputValue(), 'google');
    await field.evaluate((input) => (input.value = ''));
    const sent = await page.evaluate(() => new FormData(document.forms[0]).get('utm_source'));
    assert.equal(sent, 'google');
  });
});

test('several tabs lose nothing: the first touch of the first, every other touch in between', () =>
  onWeb({}, async ({ context }) => {
    const pages = [];
    for (const name of ['one', 'two', 'three', 'four']) {
      const page = await context.newPage();
      await page.goto(`${SITE}?utm_source=${name}&utm_medium=cpc`);
      await source(page);
      pages.push(page);
    }
    for (const page of pages) {
      await until(async () => (await source(page)).last.source === 'four', 'the other tabs');
      const { first, touches, last } = await source(page);
      assert.deepEqual([first, ...touches, last].map(({ source }) => source), ['one', 'two', 'three', 'four']);
    }
  }));

test('what the module knows of places and click ids is 9 KB at most', async () => {
  const known = execFileSync(process.env.LEADSIEVE_CLI ?? join(ROOT, 'target/debug/leadsieve'), ['places']).toString().trim();
  const module = await readFile(join(DIST, FILES.wasm_track), 'latin1');
  for (const part of known.split('\n').slice(0, 20)) assert.ok(module.includes(part), `the module has another table: ${part}`);
  const bytes = brotliCompressSync(known, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  assert.ok(bytes <= 9 * 1024, `${bytes} bytes after brotli`);
});

test('a lead carries the variant of the page and what is tested as one', () =>
  onWeb({ others: html({ attributes: 'data-variant="blue"' }) }, async ({ page }) => {
    await page.goto(`${SITE}?utm_source=google&utm_medium=cpc&utm_campaign=Spring&utm_content=ad-7`);
    const { bundle, lag } = await source(page);
    assert.deepEqual(bundle, { source: 'google', campaign: 'Spring', ad: 'ad-7', page: SITE, variant: 'blue' });
    assert.deepEqual(lag, { kind: 'same_visit', days: 0, visits: 1 });
  }));

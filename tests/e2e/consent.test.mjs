/**
 * Consent in a real browser: what is kept before, after and against it, and what consent platforms and the browser's own
 * objection do.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until, watch, withBrowser } from './lib/browser.mjs';
import { config, follow, html, kept, noteWrites, serve, source, written } from './lib/web.mjs';

const SITE = 'https://www.quill.example/';
const ALL = (yes) => ({ attribution: yes, behaviour: yes, lead: yes });
const KEYS = ['leadsieve.quill.behaviour.1', 'leadsieve.quill.source.1', 'leadsieve.quill.source.1'];

function onWeb(web, use) {
  return withBrowser(async (browser) => {
    const context = await browser.newContext();
    const seen = await watch(context);
    await noteWrites(context);
    await serve(context, { config: config({}, 'pending'), ...web });
    await use({ context, seen, page: await context.newPage() });
  });
}

const consent = (page, said) => page.evaluate((said) => leadsieve('consent', said), said);
/** What a page keeps, once it is what it should be; fails with what it is. */
const settled = async (page, keys) => {
  await until(async () => (await kept(page)).join() === keys.join(), `${keys.length} keys`, 3_000).catch(() => {});
  assert.deepEqual(await kept(page), keys);
};

test('granted in the same document: the first touch is exact, without a second page view', () =>
  onWeb({}, async ({ page, seen }) => {
    await page.goto(`${SITE}?utm_source=google&utm_medium=cpc&utm_campaign=A`, { referer: 'https://www.google.com/' });
    const before = await source(page);
    assert.deepEqual([before.scope, await kept(page), await written(page)], ['visit', [], []]);
    await page.evaluate(() => history.pushState(null, '', '/route'));
    await consent(page, ALL(true));
    await settled(page, KEYS);
    const after = await source(page);
    const { kept: _, ...rest } = after;
    assert.deepEqual({ ...rest, scope: 'visit' }, before);
    const views = seen.events.filter(({ name }) => name === 'page.view').map(({ detail }) => detail.page);
    assert.deepEqual(views, ['/', '/route']);
  }));

test('granted on the next document: tags are recovered from the page before', () =>
  onWeb({}, async ({ page }) => {
    await page.goto(`${SITE}?utm_source=google&utm_medium=cpc&gclid=abc`, { referer: 'https://www.google.com/' });
    await source(page);
    await follow(page, `${SITE}next`);
    await source(page);
    await consent(page, ALL(true));
    const { first } = await source(page);
    assert.deepEqual([first.channel, first.evidence, first.click_ids.gclid], ['Paid Search', 'recovered', 'abc']);
    await settled(page, KEYS);
  }));

test('granted on the next document: a referrer that is gone is unknown, never Direct', () =>
  onWeb({}, async ({ page }) => {
    await page.goto(SITE, { referer: 'https://www.google.com/' });
    assert.equal((await source(page)).first.channel, 'Organic Search');
    await follow(page, `${SITE}next`);
    await source(page);
    await consent(page, ALL(true));
    const { first } = await source(page);
    assert.deepEqual([first.source, first.channel, first.evidence], ['(unknown)', 'Unassigned', 'unknown']);
  }));

test('denied: nothing is kept, and a grant after it does not bring the landing back', () =>
  onWeb({}, async ({ page }) => {
    await page.goto(`${SITE}?utm_source=google&utm_medium=cpc`);
    await source(page);
    await consent(page, ALL(false));
    assert.deepEqual([await source(page), await kept(page)], [{ scope: 'none', note: 'not consented' }, []]);
    await page.mouse.wheel(0, 300);
    await page.evaluate(() => leadsieve('track', 'x'));
    assert.deepEqual([await kept(page), await written(page)], [[], []]);
    await consent(page, ALL(true));
    assert.equal((await source(page)).first.source, '(unknown)');
  }));

test('withdraw() leaves no key in any tab, and no tab writes one again', () =>
  onWeb({ config: config({}, 'granted') }, async ({ context, page }) => {
    const pages = [page, await context.newPage(), await context.newPage()];
    for (const [index, page] of pages.entries()) {
      await page.goto(`${SITE}?utm_source=s${index}&utm_medium=cpc`);
      await source(page);
    }
    await settled(page, KEYS);
    await pages[1].evaluate(() => leadsieve('withdraw'));
    for (const page of pages) {
      await until(async () => (await source(page)).scope === 'none', 'the other tabs to hear');
      await page.mouse.wheel(0, 500);
      await page.evaluate(() => leadsieve('track', 'after').then(() => dispatchEvent(new Event('pagehide'))));
    }
    await page.waitForTimeout(500);
    for (const page of pages) assert.deepEqual(await kept(page), []);
    assert.deepEqual(await context.cookies(), []);
  }));

test('withdraw() is heard by a tab whose local storage is blocked', () =>
  onWeb({ config: config({}, 'granted') }, async ({ context, page }) => {
    await context.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }));
    const other = await context.newPage();
    for (const each of [page, other]) {
      await each.goto(`${SITE}?utm_source=one&utm_medium=cpc`);
      await source(each);
    }
    await page.evaluate(() => leadsieve('withdraw'));
    // The other tab gets no event: it finds out before it writes.
    await other.evaluate(() => dispatchEvent(new Event('pagehide')));
    assert.deepEqual([await kept(page), await kept(other), (await source(other)).scope], [[], [], 'none']);
  }));

test("the browser's objection denies, and only the page's own word lifts it", () => {
  const early = '<script>window.dataLayer = [["consent", "update", { ad_storage: "granted", analytics_storage: "granted" }]]</script>';
  return onWeb({ config: config({}, 'granted'), others: html({ early }) }, async ({ context, page }) => {
    await context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true }));
    await page.goto(`${SITE}?utm_source=google&utm_medium=cpc`);
    assert.equal((await source(page)).scope, 'none');
    assert.deepEqual([await kept(page), await written(page)], [[], []]);
    await consent(page, { attribution: true });
    await settled(page, ['leadsieve.quill.source.1', 'leadsieve.quill.source.1']);
  });
});

test('Consent Mode: a default waits, an update decides, also when the layer comes late', () => {
  const gtag = 'window.gtag = function () { dataLayer.push(arguments); };';
  const early = `<script>window.dataLayer = []; ${gtag} gtag('consent', 'default', { ad_storage: 'denied', analytics_storage: 'denied' });</script>`;
  return onWeb({ others: html({ early }), pages: { [`${SITE}late`]: html() } }, async ({ page, seen }) => {
    await page.goto(`${SITE}?utm_source=google&utm_medium=cpc`);
    assert.deepEqual([(await source(page)).scope, await kept(page)], ['visit', []]);
    await page.evaluate(() => gtag('consent', 'update', { ad_storage: 'granted', analytics_storage: 'denied' }));
    await settled(page, ['leadsieve.quill.source.1', 'leadsieve.quill.source.1']);
    assert.equal((await source(page)).first.channel, 'Paid Search');
    await page.evaluate(() => gtag('consent', 'update', { ad_storage: 'denied' }));
    await settled(page, []);
    assert.deepEqual(seen.console, []);
    await page.goto(`${SITE}late?utm_source=bing&utm_medium=cpc`);
    await source(page);
    await page.evaluate(() => {
      window.dataLayer = [];
      (function () { dataLayer.push(arguments); })('consent', 'update', { ad_storage: 'granted' });
    });
    await until(async () => (await source(page)).scope === 'window', 'the late layer');
  });
});

test('the IAB framework: nothing while the visitor is asked, then purpose by purpose', () => {
  const early = `<script>
    const heard = new Map();
    window.say = (data) => heard.forEach((callback, listenerId) => callback({ gdprApplies: true, listenerId, ...data }, true));
    window.__tcfapi = (command, version, callback, id) => {
      if (command === 'addEventListener') heard.set(heard.size + 1, callback), callback({ gdprApplies: true, eventStatus: 'cmpuishown', listenerId: heard.size }, true);
      else if (command === 'removeEventListener') callback(heard.delete(id), true);
    };
    window.listeners = () => heard.size;
  </script>`;
  return onWeb({ others: html({ early }) }, async ({ page, seen }) => {
    await page.goto(`${SITE}?utm_source=google&utm_medium=cpc`);
    assert.deepEqual([(await source(page)).scope, await kept(page)], ['visit', []]);
    const said = (consents) => page.evaluate((consents) => say({ eventStatus: 'useractioncomplete', purpose: { consents }, publisher: { consents: {} } }), consents);
    await said({ 1: true, 7: true });
    await settled(page, ['leadsieve.quill.source.1', 'leadsieve.quill.source.1']);
    await said({ 1: true, 8: true });
    await settled(page, ['leadsieve.quill.behaviour.1']);
    await consent(page, { behaviour: false });
    await settled(page, []);
    await page.evaluate(() => leadsieve('destroy'));
    assert.equal(await page.evaluate(() => listeners()), 0);
    assert.deepEqual(seen.console, []);
  });
});

test('the console warns only where nothing on the page can ever grant', async () => {
  const tcf = '<script>window.__tcfapi = () => {}</script>';
  const called = '<script>addEventListener("DOMContentLoaded", () => leadsieve("consent", { attribution: true }))</script>';
  for (const [page, warns] of [[html(), true], [html({ early: tcf }), false], [html({ body: called }), false], [html({ attributes: 'data-consent="denied"' }), false]]) {
    await onWeb({ others: page }, async ({ page, seen }) => {
      await page.goto(SITE);
      await source(page);
      assert.equal(seen.console.some((line) => line.includes('consent.default.attribution')), warns, seen.console.join('\n'));
    });
  }
});

test('a denial that is known before the module runs is obeyed from the first moment', async () => {
  const said = (what) => `<script>addEventListener('DOMContentLoaded', () => leadsieve(${what}))</script>`;
  const update = "(function () { dataLayer.push(arguments); })('consent', 'update', { ad_storage: 'denied', analytics_storage: 'denied' })";
  const pages = [
    html({ attributes: 'data-consent="denied"' }),
    html({ body: said("'consent', { attribution: false, behaviour: false }") }),
    html({ body: said("'withdraw'") }),
    html({ early: `<script>window.dataLayer = []; ${update}</script>` }),
  ];
  for (const others of pages) {
    await onWeb({ others, config: config({}, 'granted') }, async ({ page }) => {
      await page.goto(`${SITE}?gclid=abc`);
      assert.equal((await source(page)).scope, 'none');
      const stored = (await written(page)).filter((name) => !name.startsWith('cookie'));
      assert.deepEqual([await kept(page), stored], [[], []]);
    });
  }
});

test('a denial erases what an earlier visit left', () =>
  onWeb({ config: config({}, 'granted') }, async ({ page }) => {
    await page.goto(`${SITE}?gclid=abc`);
    await source(page);
    await settled(page, KEYS);
    await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true }));
    await page.goto(SITE);
    await source(page);
    await consent(page, ALL(false));
    assert.deepEqual(await kept(page), []);
  }));

test('a layer that cannot be changed breaks nothing', () => {
  const early = '<script>window.dataLayer = Object.freeze([["consent", "update", { ad_storage: "granted" }]])</script>';
  return onWeb({ others: html({ early }) }, async ({ page, seen }) => {
    await page.goto(`${SITE}?gclid=abc`);
    assert.equal((await source(page)).scope, 'window');
    assert.deepEqual(seen.console.filter((line) => !line.includes('dataLayer is frozen')), []);
  });
});

test('nothing is handed to another site before a grant, and after a denial all is given back', () => {
  const body = `<a class="call" href="tel:+442079460000">020 7946 0000</a><iframe src="https://book.example/slot"></iframe>
    <form><input type="hidden" name="utm_source"></form>`;
  const swap = { if: "{source.first.channel} = 'Paid Search'", selector: '.call', text: '020 7946 0111', href: 'tel:+442079460111' };
  const own = config({ source: { decorate: ['book.example'], replace: [swap] } }, 'pending');
  return onWeb({ others: html({ body }), config: own }, async ({ page }) => {
    await page.goto(`${SITE}?gclid=abc`);
    await source(page);
    const frame = () => page.locator('iframe').getAttribute('src');
    const call = () => page.locator('.call').evaluate((link) => [link.textContent, link.getAttribute('href')]);
    await until(async () => (await call())[0] === '020 7946 0111', 'the swapped number');
    assert.equal(await frame(), 'https://book.example/slot');
    await consent(page, ALL(true));
    await until(async () => (await frame()).includes('gclid=abc'), 'the decorated frame');
    await page.evaluate(() => leadsieve('withdraw'));
    await until(async () => (await call())[0] === '020 7946 0000', 'the number of before');
    assert.deepEqual(await call(), ['020 7946 0000', 'tel:+442079460000']);
    assert.equal(await page.locator('input').inputValue(), '');
  });
});

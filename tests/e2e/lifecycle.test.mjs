/**
 * What is dear to retrofit: listeners that call back, traps, tabs, the back/forward cache, a second copy, a server, a page
 * that changes its address, an end and a new beginning.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { until, watch, withBrowser } from './lib/browser.mjs';
import { DIST, demoConfig, withCollector } from './lib/collector.mjs';
import { FILES, FORM, own, reachMemory, ready, snippetTags } from './lib/page.mjs';

const QUIZ = `<h1>Own</h1><lead-quiz name="kitchen">${FORM}</lead-quiz>`;
const choice = (page, text) => page.locator('lead-quiz .choice').filter({ hasText: text });

/** Breaks the module and runs into it; resolves once there are `instances` and the last one has had its time to start. */
async function trap(page, instances) {
  await page.evaluate(() => {
    window.breakModule();
    return leadsieve('score').catch(() => {});
  });
  await until(() => page.evaluate((instances) => window.memories.length === instances, instances), `${instances} instances`);
  await page.waitForTimeout(300);
}

/** Runs `use` with a context on a page of the test's own. */
function onOwnPage(page, use, options) {
  return withCollector(({ origin, leads }) =>
    withBrowser(async (browser) => {
      const context = await browser.newContext();
      const seen = await watch(context);
      await own(context, { body: QUIZ, config: await demoConfig(), ...page });
      await use({ context, seen, origin, leads, url: `${origin}/own` });
    }, options),
  );
}

test('track() called inside a listener is counted once and breaks nothing', () =>
  onOwnPage({}, async ({ context, seen, url }) => {
    const page = await context.newPage();
    await page.addInitScript(() => {
      for (const name of ['page.view', 'quiz.answer', 'custom.echo']) {
        addEventListener(`leadsieve:${name}`, () => {
          if ((window.calls = (window.calls ?? 0) + 1) <= 4) leadsieve('track', 'echo', { at: name });
        });
      }
    });
    await page.goto(url);
    await choice(page, 'replace').click();
    await choice(page, 'corner').waitFor();
    await until(() => seen.events.filter(({ name }) => name === 'custom.echo').length === 4, 'four echoes');
    assert.equal((await page.evaluate(() => leadsieve('facts'))).event.custom.echo.count, 4);
    assert.deepEqual(seen.console, []);
  }));

test('a trap in the middle of a quiz restarts the module where the visitor stood', () =>
  onOwnPage({}, async ({ context, seen, leads, url }) => {
    await reachMemory(context);
    const page = await context.newPage();
    await page.goto(`${url}?gclid=abc`);
    for (const text of ['replace', 'corner']) await choice(page, text).click();
    await choice(page, '£9,000 to').waitFor();
    await trap(page, 2);
    await choice(page, '£9,000 to').click();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await choice(page, 'Later').click();
    await page.locator('lead-quiz .contact input[name=phone]').fill('020 7946 0222');
    await page.locator('lead-quiz .contact label').filter({ hasText: 'I agree' }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('We have received').waitFor();
    const [{ lead }] = await leads();
    assert.deepEqual(lead.request.answers.map(({ name }) => name), ['project', 'shape', 'budget', 'when']);
    assert.equal(lead.source.first.channel, 'Paid Search');
    assert.equal(seen.events.filter(({ name }) => name === 'page.view').length, 1);
    assert.ok(seen.console.every((line) => line.startsWith('error: leadsieve: the module stopped')), seen.console.join('\n'));
  }));

test('a second trap gives the page back its plain form, which posts', () =>
  onOwnPage({}, async ({ context, seen, url }) => {
    await reachMemory(context);
    await context.route('**/fallback', (route) => route.fulfill({ body: 'thanks', contentType: 'text/html' }));
    const page = await context.newPage();
    await page.goto(url);
    await choice(page, 'replace').waitFor();
    await trap(page, 2);
    await trap(page, 2);
    await page.getByLabel('Phone').fill('020 7946 0333');
    await page.getByRole('button', { name: 'Plain send' }).click();
    await page.getByText('thanks').waitFor();
    assert.match(seen.posts.at(-1).body, /phone=020/);
  }));

test('two tabs keep the first touch of the first and the last touch of the second', () =>
  onOwnPage({}, async ({ context, url }) => {
    const [first, second] = [await context.newPage(), await context.newPage()];
    await first.goto(`${url}?utm_source=one&utm_medium=cpc`);
    await ready(first);
    await second.goto(`${url}?utm_source=two&utm_medium=email`);
    await ready(second);
    for (const page of [first, second]) {
      await until(async () => (await page.evaluate(() => leadsieve('source'))).last?.source === 'two', 'the other tab');
      const source = await page.evaluate(() => leadsieve('source'));
      assert.deepEqual([source.first.source, source.last.source, source.visits], ['one', 'two', 2]);
    }
  }));

test('with several tabs open a lead is sent by one of them, also after a time without a network', () =>
  onOwnPage({}, async ({ context, seen, leads, url }) => {
    const pages = await Promise.all([1, 2, 3].map(() => context.newPage()));
    await Promise.all(pages.map((page) => page.goto(url)));
    await Promise.all(pages.map(ready));
    await pages[0].evaluate(() => leadsieve('lead', { phone: '020 7946 0777' }, { topic: 'one' }));
    await until(async () => (await leads()).length === 1, 'the lead');
    await pages[0].waitForTimeout(500);
    assert.equal(seen.posts.length, 1);
    await context.setOffline(true);
    await pages[1].evaluate(() => leadsieve('lead', { phone: '020 7946 0888' }, { topic: 'two' }));
    await until(() => pages[2].evaluate(() => leadsieve('leads').then((leads) => leads.length === 2)), 'the other tabs to know');
    await context.setOffline(false);
    await until(async () => (await leads()).length === 2, 'the second lead', 40_000);
    const states = () => pages[2].evaluate(() => leadsieve('leads').then((leads) => leads.map(({ state }) => state).join()));
    await until(async () => (await states()) === 'confirmed,confirmed', 'the other tabs to know the end', 40_000);
    assert.equal((await leads()).length, 2);
    // The collector answers 200 to a lead that it has already: none was sent twice.
    assert.deepEqual(seen.answers.filter(({ status }) => status !== 201), []);
  }));

test('tabs that open at the same moment lose no first touch', () =>
  onOwnPage({}, async ({ context, url }) => {
    const pages = await Promise.all([1, 2, 3, 4].map(() => context.newPage()));
    await Promise.all(pages.map((page, index) => page.goto(`${url}?utm_source=tab${index}&utm_medium=cpc`)));
    await Promise.all(pages.map(ready));
    await pages[0].waitForTimeout(500);
    const sources = await Promise.all(pages.map((page) => page.evaluate(() => leadsieve('source'))));
    assert.equal(new Set(sources.map(({ first }) => first.source)).size, 1, JSON.stringify(sources.map(({ first }) => first.source)));
  }));

test('a visit that comes back out of the bfcache goes on: one more page view, the quiz where it stood', async () => {
  await withCollector(({ origin }) =>
    withBrowser(
      async (browser) => {
        const page = await (await browser.newContext()).newPage();
        await page.addInitScript(() => {
          window.heard = [];
          for (const name of ['page.view', 'visit.start', 'visit.return', 'quiz.open']) addEventListener(`leadsieve:${name}`, () => window.heard.push(name));
          addEventListener('pageshow', (event) => (window.isRestored = event.persisted));
        });
        await page.goto(`${origin}/demo/?utm_source=one&utm_medium=cpc`);
        await choice(page, 'replace').click();
        await choice(page, 'corner').waitFor();
        await page.goto(`${origin}/demo/prices.html`);
        await ready(page);
        await page.goBack({ waitUntil: 'commit' });
        await until(() => page.evaluate(() => window.isRestored === true), 'a page out of the back/forward cache');
        await choice(page, 'corner').click();
        await choice(page, '£9,000 to').waitFor();
        assert.deepEqual(await page.evaluate(() => window.heard), ['visit.start', 'page.view', 'quiz.open', 'page.view']);
        const { event, visit, source } = await page.evaluate(() => leadsieve('facts'));
        assert.deepEqual([event.page.view.count, event.keypage.pricing.count, visit.number, source.first.source], [3, 1, 1, 'one']);
        assert.deepEqual([source.last, source.touches], [source.first, undefined]);
      },
      { ignoreDefaultArgs: ['--disable-back-forward-cache'] },
    ),
  );
});

test('importing the loader on a server does nothing', async () => {
  for (const file of [FILES.loader, FILES.loader_track]) {
    const before = Object.keys(globalThis).sort();
    await import(join(DIST, file));
    assert.deepEqual(Object.keys(globalThis).sort(), before);
  }
});

test('a second copy of the script steps aside', () =>
  onOwnPage({ head: snippetTags() + `<script type="module" src="/${FILES.loader}?copy" data-config="/own.json"></script>` }, async ({ context, seen, url }) => {
    const page = await context.newPage();
    await page.goto(url);
    await choice(page, 'replace').click();
    await choice(page, 'corner').waitFor();
    await page.waitForTimeout(500);
    const count = (wanted) => seen.events.filter(({ name }) => name === wanted).length;
    assert.deepEqual(['page.view', 'quiz.open', 'quiz.answer'].map(count), [1, 1, 1]);
    assert.deepEqual(seen.console, []);
  }));

test('a route that is pushed and replaced is one page view; query and fragment alone are none', () =>
  onOwnPage({}, async ({ context, seen, url }) => {
    const page = await context.newPage();
    await page.goto(url);
    await ready(page);
    const views = () => seen.events.filter(({ name }) => name === 'page.view').length;
    await page.evaluate(() => {
      history.pushState({}, '', '/loading');
      history.replaceState({}, '', '/prices-2026');
    });
    await until(() => views() === 2, 'a page view');
    await page.evaluate(() => history.pushState({}, '', '/prices-2026?tab=2#x'));
    await page.waitForTimeout(300);
    assert.equal(views(), 2);
    assert.equal((await page.evaluate(() => leadsieve('facts'))).event.keypage.pricing.count, 1);
  }));

test('after destroy() nothing is told or stored; start begins anew', () =>
  onOwnPage({}, async ({ context, seen, url }) => {
    const page = await context.newPage();
    await page.goto(url);
    await choice(page, 'replace').waitFor();
    await page.evaluate(() => leadsieve('destroy'));
    const told = seen.events.length;
    await page.getByRole('button', { name: 'Plain send' }).waitFor();
    await page.evaluate(() => localStorage.clear());
    await page.mouse.wheel(0, 500);
    const refused = await page.evaluate(() => leadsieve('track', 'x').catch(({ code, message }) => ({ code, message })));
    assert.equal(refused.code, 'js/not-running');
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    assert.equal(seen.events.length, told);
    await page.evaluate(() => leadsieve('start'));
    await choice(page, 'replace').click();
    await choice(page, 'corner').waitFor();
    assert.deepEqual(seen.console, []);
  }));

test('calls and clicks before the module is there are not lost', () =>
  onOwnPage({ body: `<a href="tel:+12025550143">Call</a>${QUIZ}` }, async ({ context, seen, url }) => {
    const page = await context.newPage();
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(`**/${FILES.wasm}`, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(url);
    await page.getByText('Call').click();
    const early = page.evaluate(() => leadsieve('track', 'early').then(() => leadsieve('facts')));
    await page.waitForTimeout(200);
    release();
    const { event } = await early;
    assert.deepEqual([event.click.phone.count, event.custom.early.count], [1, 1]);
    assert.ok(seen.events.some(({ name }) => name === 'click.phone'));
  }));

test('wrong calls reject with a code and a message, and never throw', () =>
  onOwnPage({}, async ({ context, url }) => {
    const page = await context.newPage();
    await page.goto(url);
    const refusals = await page.evaluate(() =>
      Promise.all(
        [['trak'], ['track', 'x', { f() {} }], ['open', 'door'], ['consent', Symbol('x')]].map((call) =>
          leadsieve(...call).then(() => 'accepted', ({ code, message }) => `${code}: ${message}`),
        ),
      ),
    );
    assert.match(refusals[0], /^js\/unknown-command: unknown command "trak", expected one of consent,/);
    assert.match(refusals[1], /^js\/bad-value: /);
    assert.match(refusals[2], /^quiz\/no-element: /);
    assert.match(refusals[3], /^js\/bad-value: /);
  }));

/**
 * Pages, visits and reading in Chromium: what is a view and what is none, how far, how long, and what sleep, clocks, tabs
 * and the cache do to it.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { test } from 'node:test';
import { until, watch, withBrowser } from './lib/browser.mjs';
import { DIST } from './lib/collector.mjs';
import { withDriver } from './lib/driver.mjs';
import { SITE, onPage, started } from './lib/events.mjs';
import { config, html } from './lib/web.mjs';

const TALL = '<div id="tall"></div><style>#tall { height: 4000px } body { margin: 0 }</style>';

/** Moves the page by the mouse's wheel until its top is at `top`. */
async function wheel(heard, top) {
  await heard.page.mouse.move(600, 400);
  for (let turns = 0; turns < 60; turns++) {
    const at = await heard.page.evaluate(() => scrollY);
    if (Math.abs(at - top) < 2) break;
    await heard.page.mouse.wheel(0, Math.sign(top - at) * Math.min(400, Math.abs(top - at)));
    await heard.page.waitForTimeout(60);
  }
  await heard.rest(250);
}

const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A real server, for what needs real navigations: the back/forward cache and prerendering. */
async function withServer(page, use) {
  const server = createServer(async ({ url }, response) => {
    const path = url.split('?')[0];
    const type = { '.js': 'text/javascript', '.wasm': 'application/wasm' }[extname(path)];
    const send = (kind, body) => response.writeHead(200, { 'content-type': kind }).end(body);
    if (type) return send(type, await readFile(join(DIST, path)));
    if (path === '/own.json') return send('application/json', JSON.stringify(config({ site: { id: 'quill' } })));
    return send('text/html', page(path));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a load is one view; replaceState and pushState of one navigation are one view; hash and query are none', () =>
  onPage({ path: '/first' }, async (heard) => {
    const go = (...steps) => heard.page.evaluate(async (steps) => {
      for (const [how, url, ms] of steps) {
        history[how]({}, '', url);
        if (ms) await new Promise((resolve) => setTimeout(resolve, ms));
      }
    }, steps);
    assert.deepEqual(await heard.until('page.view'), [{}]);
    await go(['replaceState', '/first?saved'], ['pushState', '/second']);
    await heard.until('page.view', 2);
    await go(['pushState', '/third', 10], ['replaceState', '/third/overview']);
    await heard.until('page.view', 3);
    await go(['pushState', '/third/overview#part'], ['replaceState', '/third/overview?tab=2']);
    await heard.rest();
    await heard.page.goBack();
    await heard.rest();
    await heard.page.evaluate(() => (location.hash = 'other'));
    await heard.rest();
    const views = heard.seen.events.filter(({ name }) => name === 'page.view').map(({ detail }) => detail.page);
    assert.deepEqual(views.slice(0, 3), ['/first', '/second', '/third/overview']);
    // Going back led from the overview's hash to the overview itself: the same page.
    assert.deepEqual(views.slice(3), []);
  }));

test('where the config says so another query or hash is another view', () =>
  onPage({ events: { views_by: ['query', 'hash'] } }, async (heard) => {
    await heard.page.evaluate(() => history.pushState({}, '', '/?step=2'));
    await heard.until('page.view', 2);
    await heard.page.evaluate(() => (location.hash = 'done'));
    await heard.until('page.view', 3);
  }));

test('key pages count their pages and their repeats apart, and a search of the site tells its parameter', () =>
  onPage({ path: '/cases/a', events: { key_pages: [{ name: 'cases', path: '/cases/*' }] } }, async (heard) => {
    for (const url of ['/cases/b', '/other', '/cases/a', '/find?q=oak+table']) {
      await heard.page.evaluate((url) => history.pushState({}, '', url), url);
      await heard.rest(150);
    }
    assert.deepEqual(await heard.until('keypage.view', 3), [{ name: 'cases' }, { name: 'cases' }, { name: 'cases' }]);
    const facts = await heard.page.evaluate(() => leadsieve('facts'));
    assert.deepEqual([facts.event.keypage.cases.count, facts.event.keypage.cases.distinct], [3, 2]);
    assert.deepEqual(await heard.until('search.site'), [{ parameter: 'q' }]);
    assert.doesNotMatch(JSON.stringify([heard.seen.events, facts]), /oak/);
  }));

test('each depth is told once as the wheel reaches it, and a page that grows moves its marks', () =>
  onPage({ body: TALL }, async (heard) => {
    await wheel(heard, 1_350);
    assert.deepEqual(await heard.until('scroll.depth', 2), [{ percent: 25 }, { percent: 50 }]);
    await heard.page.evaluate(() => (document.getElementById('tall').style.height = '12000px'));
    await wheel(heard, 4_000);
    assert.equal(heard.of('scroll.depth').length, 2);
    await wheel(heard, 100);
    await wheel(heard, 8_400);
    assert.deepEqual(await heard.until('scroll.depth', 3), [{ percent: 25 }, { percent: 50 }, { percent: 75 }]);
  }));

test('what is on screen at load counts only after ten engaged seconds, and a page that was short at first earns nothing by it', () =>
  onPage({ body: '<div id="tall"></div><style>#tall { height: 100px }</style>' }, async (heard) => {
    await heard.page.mouse.move(300, 300);
    await heard.page.evaluate(() => {
      addEventListener('leadsieve:time.engaged', () => (window.engaged = performance.now()));
    });
    await heard.rest(2_000);
    assert.deepEqual(heard.of('scroll.depth'), []);
    await heard.until('time.engaged', 1, 15_000);
    assert.deepEqual(await heard.until('scroll.depth', 4), [{ percent: 25 }, { percent: 50 }, { percent: 75 }, { percent: 90 }]);
    const grown = heard.context.newPage();
    const page = await grown;
    await page.goto(SITE + '/grown');
    await started(page);
    await page.evaluate(() => (document.getElementById('tall').style.height = '9000px'));
    await page.bringToFront();
    await page.mouse.move(200, 200);
    await until(() => heard.of('time.engaged').length > 1, 'engaged time on the page that grew', 15_000);
    await heard.rest();
    assert.equal(heard.of('scroll.depth').length, 4);
  }));

test('time counts only with activity; a clock that is set by a day adds nothing', () =>
  onPage({ events: { engaged_marks: [2, 12, 18] } }, async (heard) => {
    await heard.page.mouse.move(300, 300);
    await heard.page.evaluate(() => {
      const real = Date.now;
      Date.now = () => real() + 86_400_000;
    });
    await heard.until('time.engaged', 1, 5_000);
    await heard.page.mouse.move(320, 320);
    await heard.rest(500);
    assert.deepEqual(heard.of('time.engaged'), [{ seconds: 2 }]);
    // Without activity nothing is counted after fifteen seconds: the third mark never comes.
    await heard.until('time.engaged', 2, 15_000);
    await heard.rest(8_000);
    assert.deepEqual(heard.of('time.engaged'), [{ seconds: 2 }, { seconds: 12 }]);
    const sinces = heard.seen.events.filter(({ name }) => name === 'time.engaged').map(({ detail }) => detail.since);
    assert.ok(sinces.every((since) => since < 60_000), String(sinces));
  }));

test('an hour in a hidden tab adds no time, and who comes back after it makes another visit', () =>
  onPage({ events: { engaged_marks: [3600] } }, async (heard) => {
    const { page } = heard;
    await heard.until('visit.start');
    // The tab is hidden by its own state, and the hour is the browser's clock that has gone on.
    await page.evaluate(() => {
      const hide = (state) => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      };
      hide('hidden');
      const [now, wall] = [performance.now.bind(performance), Date.now];
      performance.now = () => now() + 3_600_000;
      Date.now = () => wall() + 3_600_000;
      setTimeout(() => hide('visible'), 300);
    });
    // Signs of activity rest for two seconds after each.
    await heard.rest(2_500);
    await page.mouse.move(400, 400);
    assert.deepEqual(await heard.until('visit.return'), [{ number: 2, days: 0 }]);
    const { visit } = await page.evaluate(() => leadsieve('facts'));
    assert.ok(visit.engaged_s < 20, `${visit.engaged_s} s`);
    assert.deepEqual(heard.of('time.engaged'), []);
  }));

test('the pointer that leaves through the top after five seconds means to leave; through a side, or at once, it does not', () =>
  onPage({ body: TALL }, async (heard) => {
    const leave = async (x, y) => {
      await heard.page.mouse.move(600, 100);
      await heard.page.mouse.move(x, y, { steps: 4 });
      await heard.rest(150);
    };
    await leave(600, -10);
    assert.deepEqual(heard.of('exit.intent'), []);
    await heard.rest(5_000);
    await leave(-10, 300);
    assert.deepEqual(heard.of('exit.intent'), []);
    await leave(600, -10);
    await leave(600, -10);
    assert.deepEqual(await heard.until('exit.intent'), [{ by: 'pointer' }]);
  }));

test('a flick up to the top by finger counts only where the config says so', async () => {
  const options = { hasTouch: true, viewport: { width: 390, height: 500 } };
  const flick = async (heard) => {
    await heard.page.evaluate(() => scrollTo({ top: 700, behavior: 'instant' }));
    await heard.rest(5_200);
    const session = await heard.context.newCDPSession(heard.page);
    const touch = (type, y) => session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: 200, y }] });
    // A finger drags the page down, fast: it goes on by itself up to the top.
    await touch('touchStart', 20);
    for (let y = 60; y <= 480; y += 60) await touch('touchMove', y);
    await touch('touchEnd');
    await until(() => heard.page.evaluate(() => scrollY < 300), 'the page near its top');
    await heard.rest(800);
    return heard.of('exit.intent');
  };
  await onPage({ body: TALL, options, events: { exit_by_touch: true } }, async (heard) => {
    assert.deepEqual(await flick(heard), [{ by: 'scroll' }]);
  });
  await onPage({ body: TALL, options }, async (heard) => assert.deepEqual(await flick(heard), []));
});

test('printing tells nothing', () =>
  onPage({ body: TALL }, async (heard) => {
    await heard.rest();
    const before = heard.names.length;
    await heard.page.pdf();
    await heard.page.emulateMedia({ media: 'print' });
    await heard.rest(600);
    assert.deepEqual(heard.names.slice(before), []);
  }));

test('a page that comes back out of the back/forward cache is viewed again', () =>
  withServer((path) => html({ body: `<a href="/next">Next</a><p>${path}</p>` }), (origin) =>
    withBrowser(async (browser) => {
      const context = await browser.newContext();
      const seen = await watch(context);
      const page = await context.newPage();
      await page.goto(`${origin}/first`);
      await started(page);
      await page.evaluate(() => (window.isSame = true));
      await page.getByText('Next').click();
      await page.waitForURL(`${origin}/next`);
      await started(page);
      await page.evaluate(() => history.back());
      await until(() => page.evaluate(() => window.isSame === true).catch(() => false), 'the page out of the cache');
      const views = () => seen.events.filter(({ name }) => name === 'page.view').map(({ detail }) => detail.page);
      await until(() => views().length === 3, 'the third view');
      assert.deepEqual(views(), ['/first', '/next', '/first']);
      assert.deepEqual(seen.console, []);
    }, { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  ));

/** A page that notes what it hears, and in which state it was. */
const NOTES = `<script>
  window.states = [document.visibilityState];
  window.wasPrerendered = document.prerendering === true;
  window.heard = [];
  for (const name of ['page.view', 'visit.start', 'visit.return']) {
    addEventListener('leadsieve:' + name, () => window.heard.push(name + ' ' + document.visibilityState + (document.prerendering ? ' too early' : '')));
  }
</script>`;

test('a prerendered page is viewed when it is shown, not before', () => {
  const rules = '<script type="speculationrules">{ "prerender": [{ "urls": ["/next"], "eagerness": "immediate" }] }</script>';
  const page = (path) => html({ early: NOTES, body: path === '/first' ? `${rules}<a href="/next">Next</a>` : `<p>${path}</p>` });
  return withServer(page, (origin) =>
    withDriver(async (driver) => {
      await driver.open(`${origin}/first`);
      await until(() => driver.run("return performance.getEntriesByType('resource').length > 2"), 'the first page');
      const stored = () => driver.run("return JSON.parse(localStorage.getItem('leadsieve.quill.behaviour.1'))?.counters['page.view'].n");
      // What is counted is stored after three seconds.
      await until(async () => (await stored()) === 1, 'the count of the first view');
      await driver.click('a');
      await until(() => driver.run("return location.pathname === '/next'"), 'the next page');
      assert.equal(await driver.run('return window.wasPrerendered'), true);
      await until(() => driver.run('return window.heard.length > 0'), 'the view of the next page');
      await until(async () => (await stored()) === 2, 'the count of the second view');
      assert.deepEqual(await driver.run('return window.heard'), ['page.view visible']);
    }),
  );
});

test('a tab that is opened behind another is viewed once somebody looks at it', () =>
  withServer((path) => html({ early: NOTES, body: `<a href="/behind">Behind</a><p>${path}</p>` }), (origin) =>
    withDriver(async (driver) => {
      await driver.open(`${origin}/first`);
      await until(() => driver.run('return window.heard.length === 2'), 'the view of the first page');
      await driver.click('a', 1);
      await rest(3_500);
      // Turning to a tab shows it: what was stored by then was stored by the first one.
      const viewed = "return JSON.parse(localStorage.getItem('leadsieve.quill.behaviour.1')).counters['page.view'].n";
      assert.equal(await driver.run(viewed), 1);
      await until(async () => (await driver.turnToNewest()) === 2, 'the tab behind');
      await until(() => driver.run('return window.heard?.length > 0'), 'the view of the tab');
      assert.deepEqual(await driver.run('return [location.pathname, window.states[0], window.heard]'), ['/behind', 'hidden', ['page.view visible']]);
    }),
  ));

/**
 * Clicks, copies and impatience in Chromium: every kind of link, every way to click it, and what is no click.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import { SITE, onPage } from './lib/events.mjs';

/** The page's own handler: it prevents what leads away, after our listener and before anything opens. */
const STAY = `<script>for (const name of ['click', 'auxclick']) addEventListener(name, (event) => event.preventDefault())</script>`;
const link = (href, text, more = '') => `<p><a href="${href}" ${more}>${text}</a></p>`;

test('each kind of link is one event with its properties', () => {
  const kinds = [
    ['tel:+442079460142', 'click.phone', {}],
    ['mailto:hello@quill.example', 'click.email', {}],
    ['https://wa.me/442079460142', 'click.messenger', { messenger: 'whatsapp' }],
    ['https://t.me/quill_example', 'click.messenger', { messenger: 'telegram' }],
    ['https://yandex.ru/maps/-/abc', 'click.map', { map: 'yandex' }],
    ['https://www.instagram.com/quill', 'click.social', { host: 'instagram.com' }],
    ['https://elsewhere.example/a?b=c', 'click.outbound', { host: 'elsewhere.example' }],
    ['/files/prices.pdf?v=2', 'click.download', { file: 'prices.pdf', extension: 'pdf' }],
    ['/inside', undefined, {}],
    ['https://quill.example/inside', undefined, {}],
  ];
  const body = STAY + kinds.map(([href], index) => link(href, `Link ${index}.`)).join('');
  return onPage({ body }, async (heard) => {
    for (const index of kinds.keys()) await heard.page.getByText(`Link ${index}.`).click();
    await heard.until('click.download');
    await heard.rest();
    const told = heard.seen.events.filter(({ name }) => name.startsWith('click.')).map(({ name, detail }) => {
      const { at, since, page, ...properties } = detail;
      assert.equal(page, '/');
      assert.ok(since > 0 && since < 60_000 && at > 1e12);
      return [name, properties];
    });
    assert.deepEqual(told, kinds.filter(([, name]) => name).map(([, name, properties]) => [name, properties]));
    assert.equal(await heard.count('click.messenger'), 2);
    assert.equal(await heard.count('click.telegram'), 1);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('a click counts by mouse, middle button, keyboard and finger, and not by the button that opens a menu', () =>
  onPage({ body: STAY + link('tel:+442079460142', 'Call'), options: { hasTouch: true } }, async (heard) => {
    const call = heard.page.getByText('Call');
    await call.click();
    await heard.until('click.phone', 1);
    await call.click({ button: 'middle' });
    await heard.until('click.phone', 2);
    await heard.page.keyboard.press('Tab');
    await call.focus();
    await heard.page.keyboard.press('Enter');
    await heard.until('click.phone', 3);
    await call.tap();
    await heard.until('click.phone', 4);
    await call.click({ button: 'right' });
    await heard.rest();
    assert.equal(heard.of('click.phone').length, 4);
  }));

test('a click counts inside shadow trees, around other elements, and whatever the page prevents or stops', () => {
  const body = `<div id="host"></div>
    <p><a href="mailto:a@quill.example"><b><i>Deep mail</i></b></a></p>
    <svg width="200" height="40"><a href="https://wa.me/1"><text y="20" id="drawn">Drawn link</text></a></svg>
    <map name="m"><area shape="rect" coords="0,0,90,30" href="https://t.me/x"></map>
    <img usemap="#m" width="90" height="30" alt="map" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
    <script>
      const inner = document.getElementById('host').attachShadow({ mode: 'open' });
      inner.innerHTML = '<div id="second"></div>';
      const root = inner.getElementById('second').attachShadow({ mode: 'open' });
      root.innerHTML = '<a href="tel:+442079460142"><span>Shadow call</span></a>';
      root.querySelector('a').addEventListener('click', (event) => { event.preventDefault(); event.stopImmediatePropagation(); });
      document.addEventListener('click', (event) => { event.preventDefault(); event.stopPropagation(); }, true);
    </script>`;
  return onPage({ body }, async (heard) => {
    await heard.page.getByText('Shadow call').click();
    await heard.until('click.phone');
    await heard.page.getByText('Deep mail').click();
    await heard.until('click.email');
    await heard.page.locator('#drawn').click();
    await heard.until('click.messenger', 1);
    await heard.page.locator('img').click({ position: { x: 20, y: 10 } });
    assert.deepEqual(await heard.until('click.messenger', 2), [{ messenger: 'whatsapp' }, { messenger: 'telegram' }]);
  });
});

test('a click that a script makes is none, and a real one is neither delayed nor prevented', () =>
  onPage({ body: `<a id="own" href="tel:1">Call</a><a id="next" href="/next">Next</a>` }, async (heard) => {
    await heard.page.evaluate(() => {
      document.addEventListener('click', (event) => event.target.id === 'own' && event.preventDefault());
      document.getElementById('own').click();
      document.getElementById('own').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
      addEventListener('click', (event) => (window.prevented = event.defaultPrevented));
    });
    await heard.rest();
    assert.deepEqual(heard.of('click.phone'), []);
    await Promise.all([heard.page.waitForURL(`${SITE}/next`), heard.page.getByText('Next').click()]);
  }));

test('an element that the config names counts beside what its link leads to', () => {
  const events = { cta: [{ name: 'order', selector: '.order' }, { name: 'any', selector: 'button, .order' }] };
  const body = `${STAY}<div class="order">${link('tel:1', 'Order by phone')}</div><button><span>Order here</span></button><p>Nothing</p>`;
  return onPage({ body, events }, async (heard) => {
    await heard.page.getByText('Order by phone').click();
    await heard.page.getByText('Order here').click();
    await heard.page.getByText('Nothing').click();
    await heard.rest();
    assert.deepEqual(heard.of('click.cta'), [{ element: 'order' }, { element: 'any' }, { element: 'any' }]);
    assert.equal(heard.of('click.phone').length, 1);
    assert.equal(await heard.count('cta.any'), 2);
  });
});

test('what is off is not told, and a limit ends the count', () => {
  const events = { rules: { 'click.email': { on: false }, 'click.phone': { limit: 2, per: 'visit' }, 'click.download': { limit: 1, per: 'object' } } };
  const body = STAY + link('tel:1', 'Call') + link('mailto:a@quill.example', 'Mail') + link('/a.pdf', 'First file') + link('/b.pdf', 'Second file');
  return onPage({ body, events }, async (heard) => {
    for (const text of ['Call', 'Call', 'Mail', 'Call', 'First file', 'First file', 'Second file']) await heard.page.getByText(text).click();
    // The limit of a visit holds on its next page.
    await heard.page.reload();
    await heard.page.evaluate(() => window.leadsieve.ready);
    for (const text of ['Call', 'First file']) await heard.page.getByText(text).click();
    await heard.rest();
    assert.equal(heard.of('click.phone').length, 2);
    assert.equal(heard.of('click.email').length, 0);
    assert.deepEqual(heard.of('click.download').map(({ file }) => file), ['a.pdf', 'b.pdf']);
    assert.equal(await heard.count('click.phone'), 2);
  });
});

test('copying a phone number or an address of the page counts, other text and the own field do not', () => {
  const body = `<p id="phone">+44 20 7946 0142</p><p id="mail">hello@quill.example</p><p id="price">1 200 000 000</p>
    <input id="field" value="+44 20 7946 0999">`;
  return onPage({ body }, async (heard) => {
    const copy = async (selector) => {
      await heard.page.locator(selector).click({ clickCount: 3 });
      await heard.page.keyboard.press('Control+C');
    };
    for (const selector of ['#phone', '#price', '#field', '#mail']) await copy(selector);
    assert.deepEqual(await heard.until('copy.contact', 2), [{ kind: 'phone' }, { kind: 'email' }]);
    assert.doesNotMatch(JSON.stringify(heard.seen.events) + (await heard.page.evaluate(() => JSON.stringify(localStorage))), /7946|hello@/);
  });
});

test('four quick clicks on something dead are rage; slow ones, a stepper and a text are not', () => {
  const body = `<div id="dead">Dead</div><button class="stepper-plus">+</button><textarea>text</textarea>
    <style>div, button, textarea { display: block; width: 200px; height: 60px; margin: 20px }</style>`;
  return onPage({ body }, async (heard) => {
    const press = async (selector, count, pause = 0) => {
      await heard.page.locator(selector).hover();
      for (let index = 0; index < count; index++) {
        await heard.page.mouse.down();
        await heard.page.mouse.up();
        if (pause) await heard.page.waitForTimeout(pause);
      }
      await heard.rest(900);
    };
    await press('#dead', 3);
    await press('#dead', 4, 300);
    await press('.stepper-plus', 6);
    await press('textarea', 6);
    assert.deepEqual(heard.of('rage.click'), []);
    await press('#dead', 4);
    assert.deepEqual(heard.of('rage.click'), [{ clicks: 4 }]);
  });
});

test('signs of a program stand in the lead, and nothing is blocked for them', () =>
  onPage({ body: STAY + link('tel:1', 'Call'), more: { delivery: { destinations: [{ id: 'crm', url: '/leads' }] } } }, async (heard) => {
    await heard.page.reload();
    await heard.page.evaluate(() => window.leadsieve.ready);
    await heard.page.getByText('Call').dispatchEvent('click');
    const box = await heard.page.getByText('Call').boundingBox();
    const session = await heard.context.newCDPSession(heard.page);
    // A click out of nowhere, as programs make it.
    for (const type of ['mousePressed', 'mouseReleased']) {
      await session.send('Input.dispatchMouseEvent', { type, x: box.x + 5, y: box.y + 5, button: 'left', clickCount: 1 });
    }
    await heard.until('click.phone');
    await heard.page.evaluate(() => leadsieve('lead', { phone: '+44 20 7946 0999' }, { topic: 'call' }));
    const sent = () => heard.seen.posts.find(({ url }) => url.endsWith('/leads'));
    await until(sent, 'the lead');
    const { body } = sent();
    const { automation, webdriver } = JSON.parse(body).trust;
    assert.ok(webdriver && automation.includes('webdriver') && automation.includes('no_pointer'), String(automation));
  }));

/**
 * What the platforms of a page hear of events and of leads, in Chromium: each is told by the very call that it documents,
 * only what the config says, only with consent, only where the page has it; and nothing else leaves the page.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SITE, onPage as onAnyPage, started } from './lib/events.mjs';
import { follow } from './lib/web.mjs';

/** Every platform as its snippet leaves it on a page: a function or a queue. Each call is kept as it came. */
const PLATFORMS = `<script>
  window.calls = [];
  const call = (name) => function (...given) { window.calls.push([name, ...given]); };
  window.dataLayer = [{ event: 'own' }];
  window._tmr = [{ type: 'pageView', id: '3456789' }];
  for (const name of ['gtag', 'ym', 'fbq', 'plausible']) window[name] = call(name);
  // Methods of objects work only on them.
  window.VK = { said: [], Goal(...given) { this.said.push(given); } };
  window.posthog = { said: [], capture(...given) { this.said.push(given); } };
</script>`;

/** The page's own handler: a click on a link leads nowhere. */
const STAY = `<script>addEventListener('click', (event) => event.preventDefault())</script>`;
const LINKS = `<p><a href="tel:+442079460142">Call</a> <a href="https://wa.me/442079460142">Chat</a> <a href="mailto:a@quill.example">Write</a></p>${STAY}`;

/** The config's bridges to all platforms; VK by its id and without one. */
const bridges = (...events) =>
  [['data_layer'], ['gtag'], ['metrika', '12345678'], ['meta'], ['vk', '3456789'], ['vk'], ['plausible'], ['posthog']]
    .map(([to, id]) => ({ to, ...(id && { id }), events }));

/** A page with links and platforms of the test's own. Nothing leaves it but to its own origin. */
function onPage({ platforms = PLATFORMS, body = LINKS, ...options }, use) {
  return onAnyPage({ early: platforms, body, ...options }, async (heard) => {
    const requests = [];
    heard.context.on('request', (request) => requests.push(request.url()));
    await heard.page.reload();
    await started(heard.page);
    await use(heard);
    await heard.rest(100);
    assert.ok(requests.length > 3);
    assert.deepEqual(requests.filter((url) => new URL(url).origin !== SITE), []);
  });
}

/** What each platform has heard so far: those that were called in their order, then the queues and the objects. */
async function said(heard) {
  await heard.rest(100);
  return heard.page.evaluate(() => {
    const { calls, dataLayer, _tmr, VK, posthog } = window;
    return {
      ...Object.fromEntries(['gtag', 'ym', 'fbq', 'plausible'].map((name) => [name, calls.filter(([to]) => to === name).map(([, ...given]) => given)])),
      dataLayer: dataLayer.slice(1), _tmr: _tmr.slice(1), VK: VK.said, posthog: posthog.said,
    };
  });
}

const NOTHING = { gtag: [], ym: [], fbq: [], plausible: [], dataLayer: [], _tmr: [], VK: [], posthog: [] };
const click = (heard, text) => heard.page.getByText(text, { exact: true }).click();

test('each platform hears of an event by its own call, once, and of no event that is not in its list', () =>
  onPage({ events: { bridges: bridges('click.phone', 'click.mess*') } }, async (heard) => {
    for (const text of ['Write', 'Call']) await click(heard, text);
    await heard.until('click.phone');
    assert.deepEqual(await said(heard), {
      gtag: [['event', 'click_phone', {}]],
      ym: [[12_345_678, 'reachGoal', 'click_phone', {}]],
      fbq: [['trackCustom', 'click_phone', {}]],
      plausible: [['click_phone', { props: {} }]],
      dataLayer: [{ event: 'leadsieve.click.phone', leadsieve: {} }],
      _tmr: [{ type: 'reachGoal', id: '3456789', goal: 'click_phone' }],
      VK: [['click_phone', {}]],
      posthog: [['click_phone', {}]],
    });
    await click(heard, 'Chat');
    await heard.until('click.messenger');
    const later = await said(heard);
    const messenger = 'whatsapp';
    assert.deepEqual(Object.fromEntries(Object.entries(later).map(([to, words]) => [to, words.slice(1)])), {
      gtag: [['event', 'click_messenger', { messenger }]],
      ym: [[12_345_678, 'reachGoal', 'click_messenger', { messenger }]],
      fbq: [['trackCustom', 'click_messenger', { messenger }]],
      plausible: [['click_messenger', { props: { messenger } }]],
      dataLayer: [{ event: 'leadsieve.click.messenger', leadsieve: { messenger } }],
      _tmr: [{ type: 'reachGoal', id: '3456789', goal: 'click_messenger' }],
      VK: [['click_messenger', {}]],
      posthog: [['click_messenger', { messenger }]],
    });
    assert.deepEqual(heard.seen.console, []);
  }));

test('a platform that the page does not have is not made up', () =>
  onPage({ platforms: '<script>window.before = new Set(Object.getOwnPropertyNames(window))</script>', events: { bridges: bridges('*') } }, async (heard) => {
    await click(heard, 'Call');
    await heard.until('click.phone');
    await heard.rest(200);
    const names = await heard.page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !window.before.has(name)));
    const platforms = ['dataLayer', 'gtag', 'ym', 'fbq', '_fbq', '_tmr', 'VK', 'plausible', 'posthog'];
    assert.deepEqual(names.filter((name) => platforms.includes(name)), []);
    assert.deepEqual(heard.seen.console, []);
  }));

test('nothing is handed on while behaviour is pending or denied, and nothing of it later', () =>
  onPage({ consent: 'pending', events: { bridges: bridges('*') } }, async (heard) => {
    await click(heard, 'Call');
    await heard.until('click.phone', 1);
    await heard.page.evaluate(() => leadsieve('consent', { attribution: true, behaviour: false, lead: true }));
    await click(heard, 'Call');
    await heard.until('click.phone', 2);
    assert.deepEqual(await said(heard), NOTHING);
    await heard.page.evaluate(() => leadsieve('consent', { behaviour: true }));
    await heard.rest(100);
    assert.deepEqual(await said(heard), NOTHING);
    await click(heard, 'Call');
    await heard.until('click.phone', 3);
    const { gtag, dataLayer } = await said(heard);
    assert.deepEqual([gtag.length, dataLayer.length], [1, 1]);
    assert.deepEqual(heard.seen.console.filter((line) => !line.includes('consent.default.attribution: waits')), []);
  }));

test('a platform that fails disturbs neither the page nor the others: a warning names it', () => {
  const broken = `${PLATFORMS}<script>
    window.fbq = () => { throw new Error('of its own'); };
    window.ym = 7;
    delete window.gtag;
    Object.defineProperty(window, 'gtag', { get() { throw new Error('of its own'); } });
  </script>`;
  return onPage({ platforms: broken, events: { bridges: bridges('click.phone') } }, async (heard) => {
    await click(heard, 'Call');
    await heard.until('click.phone');
    const { dataLayer, plausible, VK, posthog } = await said(heard);
    assert.deepEqual([dataLayer.length, plausible.length, VK.length, posthog.length], [1, 1, 1, 1]);
    const failed = ['gtag', 'meta', 'metrika'];
    const lines = heard.seen.console.map((line) => line.split(' ').slice(0, 7).join(' '));
    assert.deepEqual(lines.sort(), failed.map((to) => `warning: leadsieve: ${to} failed to take click.phone:`));
  });
});

test('what happens as the page is left reaches the platforms in time', () => {
  const early = `<script>window.ym = (...given) => localStorage.setItem('told', JSON.stringify(given))</script>`;
  const body = '<form id="order"><input name="phone" aria-label="Phone"></form>';
  return onPage({ platforms: early, body, events: { bridges: [{ to: 'metrika', id: '7', events: ['form.abandon'] }] } }, async (heard) => {
    await heard.page.getByLabel('Phone').click();
    await heard.page.keyboard.type('020');
    await follow(heard.page, `${SITE}/elsewhere`);
    const given = await heard.page.evaluate(() => JSON.parse(localStorage.getItem('told')));
    assert.deepEqual(given, [7, 'reachGoal', 'form_abandon', { form: 'order', field: 'phone' }]);
    assert.deepEqual(heard.seen.console, []);
  });
});

/** What goals need: somewhere to send leads to, and a score by which a click on the phone number makes a lead hot. */
const SCORED = {
  site: { id: 'quill', domains: ['quill.example'], countries: ['GB'] },
  delivery: { destinations: [{ id: 'inbox', url: '/leads' }] },
  score: {
    id: 's', temperature: { warm: 3, hot: 5 },
    rules: [{ id: 'called', axis: 'intent', each: 'event.click.phone', points: 5, limit: 1, label: 'Pressed the phone number' }],
  },
};
const lead = (heard, phone, topic) => heard.page.evaluate((given) => leadsieve('lead', ...given), [{ phone }, { topic }]);

test('ad platforms learn of a lead as it is sent for the first time, with its value, and not of a repeated enquiry', () => {
  const goals = [
    ...['data_layer', 'gtag', 'metrika', 'vk', 'plausible', 'posthog'].map((to) => ({ to, name: 'new_lead', value: '{score.total} * 100' })),
    { to: 'meta', name: 'Lead', if: "{source.first.channel} = 'Paid Search'", value: '{score.total} * 100' },
    { to: 'meta', name: 'Contact', if: "{source.first.channel} = 'Email'" },
    { to: 'meta', name: 'own-name', value: "{event.click.phone.count} + 0.5" },
  ];
  const events = { bridges: bridges(), goals };
  return onPage({ path: '/?gclid=abc&utm_source=google&utm_medium=cpc', events, more: SCORED }, async (heard) => {
    await click(heard, 'Call');
    await heard.until('click.phone');
    await lead(heard, '+44 20 7946 0999', 'x');
    await heard.until('lead.delivered', 1);
    const first = {
      gtag: [['event', 'new_lead', { value: 500 }]],
      ym: [[12_345_678, 'reachGoal', 'new_lead', { value: 500 }]],
      fbq: [['track', 'Lead', { value: 500 }], ['trackCustom', 'own-name', { value: 1.5 }]],
      plausible: [['new_lead', { props: { value: 500 } }]],
      dataLayer: [{ event: 'new_lead', leadsieve: { value: 500 } }],
      _tmr: [{ type: 'reachGoal', id: '3456789', goal: 'new_lead', value: 500 }],
      VK: [],
      posthog: [['new_lead', { value: 500 }]],
    };
    assert.deepEqual(await said(heard), first);
    // The same person about the same thing, however the number is written.
    await lead(heard, '020 7946 0999', 'x');
    await heard.until('lead.delivered', 2);
    assert.deepEqual(await said(heard), first);
    await heard.page.reload();
    await started(heard.page);
    await lead(heard, '+44 20 7946 0999', 'x');
    await heard.until('lead.delivered', 3);
    assert.deepEqual(await said(heard), NOTHING);
    // Another matter, and another person.
    await lead(heard, '+44 20 7946 0999', 'y');
    await lead(heard, '+44 20 7946 0998', 'x');
    await heard.until('lead.delivered', 5);
    assert.equal((await said(heard)).gtag.length, 2);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('cold leads go to an audience, without a value, where a goal names one; hot ones are the goal', () => {
  const goals = [
    { to: 'meta', name: 'Lead', value: '{score.total}', audience: 'warm_up' },
    { to: 'data_layer', name: 'lead', value: '{score.total}', audience: 'warm_up' },
    { to: 'gtag', name: 'every_lead', value: '{score.total}' },
    { to: 'posthog', name: 'hot_lead', if: "{score.temperature} = 'hot'", audience: 'warm_up' },
  ];
  return onPage({ events: { goals }, more: SCORED }, async (heard) => {
    await lead(heard, '+44 20 7946 0999', 'cold');
    await heard.until('lead.sent', 1);
    const cold = await said(heard);
    assert.deepEqual([cold.fbq, cold.dataLayer, cold.gtag, cold.posthog], [
      [['trackCustom', 'warm_up', {}]], [{ event: 'warm_up', leadsieve: {} }], [['event', 'every_lead', { value: 0 }]], [],
    ]);
    await click(heard, 'Call');
    await heard.until('click.phone');
    await lead(heard, '+44 20 7946 0999', 'hot');
    await heard.until('lead.sent', 2);
    const hot = await said(heard);
    assert.deepEqual([hot.fbq.slice(1), hot.dataLayer.slice(1), hot.gtag.slice(1), hot.posthog], [
      [['track', 'Lead', { value: 5 }]], [{ event: 'lead', leadsieve: { value: 5 } }], [['event', 'every_lead', { value: 5 }]], [['hot_lead', {}]],
    ]);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('without attribution nobody learns of a lead', () => {
  const consent = { default: { attribution: 'denied', behaviour: 'granted', lead: 'granted' } };
  const events = { bridges: bridges('lead.*'), goals: [{ to: 'gtag', name: 'generate_lead' }, { to: 'data_layer', name: 'generate_lead' }] };
  return onPage({ events, more: { ...SCORED, consent } }, async (heard) => {
    await lead(heard, '+44 20 7946 0999', 'x');
    await heard.until('lead.delivered');
    const { gtag, dataLayer } = await said(heard);
    // Behaviour is granted: the events are handed on, the goal is not.
    assert.deepEqual(gtag.map(([, name]) => name), ['lead_sent', 'lead_delivered']);
    assert.deepEqual(dataLayer.map(({ event }) => event), ['leadsieve.lead.sent', 'leadsieve.lead.delivered']);
    assert.doesNotMatch(JSON.stringify([gtag, dataLayer]), /7946/);
    assert.deepEqual(heard.seen.console, []);
  });
});

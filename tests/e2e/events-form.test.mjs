/**
 * Forms in Chromium, filled by a real keyboard and sent in every way there is: what starts, submits, succeeds and abandons
 * one, what does not, and that nothing that is typed is told or kept.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import { SITE, onPage as onAnyPage, started } from './lib/events.mjs';
import { follow } from './lib/web.mjs';

/** Notes what is told of forms in the tab: what is told while a page is left does not reach the test in another way. */
const NOTE = `<script>
  for (const verb of ['start', 'submit', 'success', 'abandon']) {
    addEventListener('leadsieve:form.' + verb, ({ detail }) => {
      const noted = JSON.parse(sessionStorage.getItem('noted') ?? '[]');
      sessionStorage.setItem('noted', JSON.stringify([...noted, { verb, ...detail }]));
    });
  }
</script>`;

/** A page of the test's own on which is noted what is told of forms. */
const onPage = ({ early = '', ...options }, use) => onAnyPage({ early: NOTE + early, ...options }, use);

/** The page's own handler: nothing leaves the page, and it can be seen that the page was asked. */
const STAY = `<script>addEventListener('submit', (event) => { event.preventDefault(); window.asked = (window.asked ?? 0) + 1; })</script>`;
const ORDER = `<form name="order" action="/thanks"><input name="who" aria-label="Name"><input name="phone" aria-label="Phone"><button>Send</button></form>`;

/** Types into a field as a visitor does: clicks it and presses keys. */
async function type(heard, label, text) {
  await heard.page.getByLabel(label, { exact: true }).click();
  await heard.page.keyboard.type(text);
}

const press = (heard, name) => heard.page.getByRole('button', { name, exact: true }).click();

/** Leaves for another page of the site by a click on a link, and waits until the module runs there. */
async function leave(heard, path = '/elsewhere') {
  await follow(heard.page, SITE + path);
  await started(heard.page);
}

/** What was told of forms in this tab, in order: details with the verb. */
const noted = (heard) => heard.page.evaluate(() => JSON.parse(sessionStorage.getItem('noted') ?? '[]'));

/** The same as words: the verb and the form, and the field where one is told. */
const told = async (heard) => (await noted(heard)).map(({ verb, form, field }) => [verb, form, field].filter(Boolean).join(' '));

test('a form starts once, by the first real edit: neither by a click into it nor by a script that fills it', () =>
  onPage({ body: `${ORDER}<form id="choice"><label><input type="checkbox" name="agree">Agree</label></form>` }, async (heard) => {
    await heard.page.getByLabel('Name').click();
    await heard.page.keyboard.press('Tab');
    await heard.page.evaluate(() => {
      const [field] = document.forms.order.elements;
      field.value = 'by a script';
      for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
      field.dispatchEvent(new InputEvent('input', { bubbles: true, data: 'x', inputType: 'insertText' }));
      document.forms.order.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      document.forms.choice.elements.agree.checked = true;
    });
    await heard.rest();
    assert.deepEqual(await told(heard), []);
    await type(heard, 'Name', 'Ada');
    await type(heard, 'Phone', '020');
    await type(heard, 'Name', ' Example');
    await heard.page.getByText('Agree').click();
    assert.deepEqual(await heard.until('form.start', 2), [{ form: 'order' }, { form: 'choice' }]);
    await heard.rest();
    assert.deepEqual(await told(heard), ['start order', 'start choice']);
    assert.deepEqual([await heard.count('form.start'), await heard.count('form.order.start'), await heard.count('form.choice.start')], [2, 1, 1]);
    assert.deepEqual(heard.seen.console, []);
  }));

test('what is typed stands in no event, no fact, no storage, no cookie and nothing that is sent', () => {
  const typed = { Name: 'Zaphodine', Phone: '+44 20 7946 0317', Mail: 'zaph@quill.example', Secret: 'hunter-4711', Words: 'marmalade' };
  const body = `<form name="order"><input name="who" aria-label="Name"><input name="phone" type="tel" aria-label="Phone">
    <input name="mail" type="email" autocomplete="username" aria-label="Mail"><input name="secret" type="password" autocomplete="new-password" aria-label="Secret">
    <textarea name="words" aria-label="Words"></textarea><button>Send</button></form>${STAY}`;
  const events = { forms: [{ name: 'order', selector: 'form', success: { path: '/thanks' } }], bridges: [{ to: 'data_layer', events: ['*'] }] };
  return onPage({ body, early: '<script>window.dataLayer = []</script>', events }, async (heard) => {
    const everything = async () =>
      JSON.stringify([heard.seen.events, heard.seen.posts, heard.seen.console, await heard.context.cookies()]) +
      (await heard.page.evaluate(async () => {
        const asked = await Promise.all(['events', 'facts', 'leads', 'source', 'score'].map((what) => leadsieve(what)));
        return JSON.stringify([asked, { ...localStorage }, { ...sessionStorage }, document.cookie, window.dataLayer]);
      }));
    for (const [label, text] of Object.entries(typed)) await type(heard, label, text);
    await press(heard, 'Send');
    await heard.until('form.submit');
    await type(heard, 'Secret', 'again');
    const before = await everything();
    assert.match(before, /form\.submit/);
    await leave(heard, '/thanks');
    await until(async () => (await heard.count('form.abandon')) === 1, 'the abandoned edits');
    const found = before + (await everything());
    for (const text of Object.values(typed)) assert.ok(!found.includes(text), `${text} was found`);
    assert.doesNotMatch(found, /Zaph|7946|4711|marmalade|again/i);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('a form with a field that fails its check is not submitted, whether the browser refuses it or the form skips the check', () => {
  const fields = '<input name="mail" type="email" required aria-label="MAIL"><button>SEND</button>';
  const form = (name, more = '') => `<form name="${name}" ${more}>${fields.replace('MAIL', `${name} mail`).replace('SEND', `Send ${name}`)}</form>`;
  return onPage({ body: form('checked') + form('lax', 'novalidate') + STAY }, async (heard) => {
    for (const name of ['checked', 'lax']) {
      await press(heard, `Send ${name}`);
      await type(heard, `${name} mail`, 'nothing');
      await heard.page.keyboard.press('Enter');
    }
    // The browser asked the page about the form that skips the check, and about no other.
    await until(() => heard.page.evaluate(() => window.asked === 2), 'both attempts of the lax form');
    await heard.rest();
    assert.deepEqual(await told(heard), ['start checked', 'start lax']);
    for (const name of ['checked', 'lax']) {
      await type(heard, `${name} mail`, '@quill.example');
      await press(heard, `Send ${name}`);
    }
    assert.deepEqual(await heard.until('form.submit', 2), [{ form: 'checked' }, { form: 'lax' }]);
    assert.deepEqual([await heard.count('form.submit'), await heard.count('form.lax.submit')], [2, 1]);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('a form is submitted by its button, by the Enter key, and by a script that asks the browser to', () =>
  onPage({ body: ORDER + STAY }, async (heard) => {
    await type(heard, 'Phone', '1');
    await press(heard, 'Send');
    await heard.until('form.submit', 1);
    await type(heard, 'Phone', '2');
    await heard.page.evaluate(() => document.forms.order.requestSubmit());
    await heard.until('form.submit', 2);
    await type(heard, 'Phone', '3');
    await heard.page.keyboard.press('Enter');
    await heard.until('form.submit', 3);
    await leave(heard);
    assert.deepEqual(await told(heard), ['start order', 'submit order', 'submit order', 'submit order']);
    assert.deepEqual([await heard.count('form.submit'), await heard.count('form.abandon')], [3, 0]);
    assert.deepEqual(heard.seen.console, []);
  }));

test('a form that sends itself while the cursor is still in its field is not abandoned', () => {
  const body = `${ORDER}${STAY}<script>
    document.forms.order.phone.addEventListener('input', ({ target }) => target.value.length === 3 && target.form.requestSubmit());
  </script>`;
  return onPage({ body }, async (heard) => {
    await type(heard, 'Phone', '020');
    await heard.until('form.submit');
    await leave(heard);
    assert.deepEqual(await told(heard), ['start order', 'submit order']);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('a form that a script submits past its submit event is counted before the page is left, and its page of thanks is its success', () => {
  const body = ORDER.replace('<button>', '<button type="button" onclick="document.forms.order.submit()">');
  const events = { forms: [{ name: 'order', selector: 'form', success: { path: '/thanks' } }] };
  return onPage({ body, events }, async (heard) => {
    await type(heard, 'Phone', '020 7946 0142');
    await Promise.all([heard.page.waitForURL(`${SITE}/thanks?**`), press(heard, 'Send')]);
    await started(heard.page);
    await heard.until('form.success');
    assert.deepEqual(await told(heard), ['start order', 'submit order', 'success order']);
    assert.deepEqual([await heard.count('form.order.submit'), await heard.count('form.abandon')], [1, 0]);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('data that a script merely reads are no submit: who stays and then leaves has abandoned the form', () =>
  onPage({ body: ORDER }, async (heard) => {
    await type(heard, 'Phone', '020');
    await heard.page.evaluate(() => void new FormData(document.forms.order));
    await heard.rest(2_200);
    await leave(heard);
    await until(async () => (await heard.count('form.abandon')) === 1, 'the abandoned form');
    assert.equal(await heard.count('form.submit'), 0);
    assert.deepEqual(heard.seen.console, []);
  }));

test('a page of thanks is success after a submit, once, and none for who opens it otherwise', () => {
  const events = { forms: [{ name: 'order', selector: 'form', success: { path: '/thanks*' } }] };
  return onPage({ body: ORDER, events, path: '/thanks/you' }, async (heard) => {
    await heard.until('page.view');
    await type(heard, 'Phone', '020');
    await leave(heard, '/');
    await leave(heard, '/thanks');
    await leave(heard, '/');
    await heard.rest();
    assert.deepEqual(heard.of('form.success'), []);
    await type(heard, 'Phone', '020');
    await Promise.all([heard.page.waitForURL(`${SITE}/thanks?**`), heard.page.keyboard.press('Enter')]);
    await started(heard.page);
    assert.deepEqual(await heard.until('form.success'), [{ form: 'order' }]);
    await heard.page.reload();
    await started(heard.page);
    await heard.rest();
    assert.deepEqual([heard.of('form.success').length, await heard.count('form.order.success')], [1, 1]);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('a request that ends well is success; one that fails, one to another address and one before any edit are none', () => {
  const body = `${ORDER}<button onclick="fetch('/api/callback')">Warm up</button><script>
    document.forms.order.addEventListener('submit', (event) => {
      event.preventDefault();
      fetch(window.to ?? '/api/callback', { method: 'POST', body: new FormData(event.target) });
    });
  </script>`;
  const events = { forms: [{ name: 'callback', selector: 'form', success: { request: '/api/callback*' } }] };
  return onPage({ body, events }, async (heard) => {
    let status = 200;
    await heard.context.route('**/api/**', (route) => route.fulfill({ status, body: '{}', contentType: 'application/json' }));
    await press(heard, 'Warm up');
    // What the page has not noted as ended before the first edit ends after it.
    const ended = () => performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith('/api/callback') && responseEnd > 0);
    await until(() => heard.page.evaluate(ended), 'the end of the request before any edit');
    await type(heard, 'Phone', '020');
    const send = async (next, to) => {
      status = next;
      await heard.page.evaluate((to) => (window.to = to), to);
      await Promise.all([heard.page.waitForResponse('**/api/**'), press(heard, 'Send')]);
      await heard.rest(300);
    };
    await send(500, '/api/callback');
    await send(200, '/api/other');
    assert.deepEqual([heard.of('form.submit').length, heard.of('form.success').length], [2, 0]);
    await send(200, '/api/callback?try=3');
    assert.deepEqual(await heard.until('form.success'), [{ form: 'callback' }]);
    assert.deepEqual((await told(heard)).slice(-2), ['submit callback', 'success callback']);
    assert.equal(await heard.count('form.callback.success'), 1);
    assert.deepEqual(heard.seen.console.filter((line) => !line.includes('status of 500')), []);
  });
});

test('a button that only makes a request counts as submit and success once the request ends well', () => {
  const body = `<div class="callback"><input id="tel" aria-label="Phone"><button>Call me</button></div><script>
    document.querySelector('.callback button').addEventListener('click', () => {
      const request = new XMLHttpRequest();
      request.open('POST', '/api/callback');
      request.send(JSON.stringify({ phone: document.getElementById('tel').value }));
    });
  </script>`;
  const events = { forms: [{ name: 'callback', selector: '.callback', success: { request: '/api/callback' } }] };
  return onPage({ body, events }, async (heard) => {
    await heard.context.route('**/api/**', (route) => route.fulfill({ body: '{}', contentType: 'application/json' }));
    await type(heard, 'Phone', '020');
    await press(heard, 'Call me');
    await heard.until('form.success');
    await leave(heard);
    await heard.rest();
    assert.deepEqual(await told(heard), ['start callback', 'submit callback', 'success callback']);
    assert.deepEqual(heard.seen.console, []);
  });
});

/** A form whose page says "Sent" a while after each submit, and hides that while it is under way. */
const SAYS_SENT = `${ORDER}<p class="sent" hidden>Sent</p><script>
  document.forms.order.addEventListener('submit', (event) => {
    event.preventDefault();
    const sent = document.querySelector('.sent');
    sent.hidden = true;
    if (window.fails) return;
    setTimeout(() => (sent.hidden = false), 300);
  });
</script>`;
const BY_ELEMENT = { forms: [{ name: 'order', selector: 'form', success: { element: '.sent' } }] };

test('an element that appears after a submit is success, and one that stays hidden or appears without a submit is none', () =>
  onPage({ body: SAYS_SENT, events: BY_ELEMENT }, async (heard) => {
    await heard.page.evaluate(() => (document.querySelector('.sent').hidden = false));
    await heard.rest();
    await heard.page.evaluate(() => Object.assign(document.querySelector('.sent'), { hidden: true }) && (window.fails = true));
    await type(heard, 'Phone', '020');
    await press(heard, 'Send');
    await heard.rest(700);
    assert.deepEqual(await told(heard), ['start order', 'submit order']);
    await heard.page.evaluate(() => (window.fails = false));
    await press(heard, 'Send');
    assert.deepEqual(await heard.until('form.success'), [{ form: 'order' }]);
    await heard.rest(300);
    assert.deepEqual([heard.of('form.success').length, await heard.count('form.order.success')], [1, 1]);
    assert.deepEqual(heard.seen.console, []);
  }));

test('an element that goes and appears again tells of success again', () =>
  onPage({ body: SAYS_SENT, events: BY_ELEMENT }, async (heard) => {
    await type(heard, 'Phone', '020');
    await press(heard, 'Send');
    await heard.until('form.success', 1);
    await type(heard, 'Phone', '7946');
    await press(heard, 'Send');
    await heard.until('form.submit', 2);
    await heard.until('form.success', 2, 4_000);
    assert.deepEqual(heard.seen.console, []);
  }));

test("the page's own event is success, of the form that it comes from where several share it", () => {
  const form = (name) => `<form id="${name}" class="own"><input name="phone" aria-label="${name} phone"><button>Send ${name}</button></form>`;
  const body = `${form('upper')}${form('lower')}<script>
    addEventListener('submit', (event) => {
      event.preventDefault();
      event.target.dispatchEvent(new CustomEvent('own:sent', { bubbles: event.target.id === 'lower' }));
    });
  </script>`;
  const events = { forms: ['upper', 'lower'].map((name) => ({ name, selector: `#${name}`, success: { event: 'own:sent' } })) };
  return onPage({ body, events }, async (heard) => {
    await type(heard, 'lower phone', '020');
    await press(heard, 'Send lower');
    await heard.until('form.success', 1);
    await type(heard, 'upper phone', '020');
    await heard.page.keyboard.press('Enter');
    assert.deepEqual(await heard.until('form.success', 2), [{ form: 'lower' }, { form: 'upper' }]);
    assert.deepEqual([await heard.count('form.lower.success'), await heard.count('form.upper.success')], [1, 1]);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('who leaves with edits that were not sent abandons the form, at the field that was edited last', () =>
  onPage({ body: `<form id="order"><input name="who" aria-label="Name"><input id="tel" aria-label="Phone"><button>Send</button></form>` }, async (heard) => {
    await type(heard, 'Phone', '020');
    await type(heard, 'Name', 'Ada');
    await type(heard, 'Phone', '7946');
    await leave(heard);
    const { at, since, ...last } = (await noted(heard)).at(-1);
    assert.deepEqual(last, { verb: 'abandon', form: 'order', field: 'tel', page: '/' });
    assert.ok(at > 1e12 && since > 0 && since < 60_000);
    assert.deepEqual([await heard.count('form.abandon'), await heard.count('form.order.abandon')], [1, 1]);
    // Nobody edited anything here.
    await leave(heard, '/third');
    assert.deepEqual(await told(heard), ['start order', 'abandon order tel']);
    assert.deepEqual(heard.seen.console, []);
  }));

test('a form that was submitted is not abandoned, unless it is edited again', () =>
  onPage({ body: ORDER + STAY }, async (heard) => {
    await type(heard, 'Phone', '020');
    await press(heard, 'Send');
    await heard.until('form.submit');
    await leave(heard);
    assert.deepEqual(await told(heard), ['start order', 'submit order']);
    await type(heard, 'Phone', '020');
    await heard.page.keyboard.press('Enter');
    await heard.until('form.submit', 2);
    await heard.page.keyboard.type('7');
    await leave(heard, '/third');
    assert.deepEqual((await told(heard)).slice(2), ['start order', 'submit order', 'abandon order phone']);
    assert.equal(await heard.count('form.abandon'), 1);
    assert.deepEqual(heard.seen.console, []);
  }));

test('each view of a single-page site has forms of its own: the one before is abandoned, the same field starts anew', () =>
  onPage({ body: ORDER }, async (heard) => {
    await type(heard, 'Phone', '020');
    await heard.until('form.start');
    await heard.page.evaluate(() => history.pushState({}, '', '/next'));
    assert.deepEqual(await heard.until('form.abandon'), [{ form: 'order', field: 'phone' }]);
    await heard.page.keyboard.type('7946');
    await heard.until('form.start', 2, 2_000);
    await leave(heard);
    assert.deepEqual(await told(heard), ['start order', 'abandon order phone', 'start order', 'abandon order phone']);
    assert.deepEqual(heard.seen.console, []);
  }));

test('a form inside an open shadow tree starts, is submitted and then not abandoned, and is abandoned otherwise', () => {
  const body = `<div id="host"></div><script>
    const root = document.getElementById('host').attachShadow({ mode: 'open' });
    root.innerHTML = '<form name="inner"><input name="phone" aria-label="Phone"><button>Send</button></form>';
    root.addEventListener('submit', (event) => event.preventDefault());
  </script>`;
  return onPage({ body }, async (heard) => {
    await type(heard, 'Phone', '020');
    await leave(heard);
    assert.deepEqual(await told(heard), ['start inner', 'abandon inner phone']);
    await type(heard, 'Phone', '020');
    await press(heard, 'Send');
    await heard.rest();
    await leave(heard, '/third');
    assert.deepEqual((await told(heard)).slice(2), ['start inner', 'submit inner']);
    assert.deepEqual(heard.seen.console, []);
  });
});

/** What a form's own parts are called: its properties, and its methods. */
const OWN = {
  properties: ['name', 'id', 'submit', 'action', 'method', 'elements', 'attributes', 'parentNode', 'nodeName', 'ownerDocument', 'children'],
  methods: ['matches', 'closest', 'getAttribute', 'getRootNode', 'checkValidity', 'addEventListener'],
};

for (const [what, names] of Object.entries(OWN)) {
  test(`fields that are called like a form's own ${what} change nothing`, () => {
    const body = `<form name="own" data-leadsieve="odd" action="/thanks">${names.map((name) => `<input name="${name}">`).join('')}<button>Send</button></form>`;
    return onPage({ body }, async (heard) => {
      // Clicked by where it stands: the test's own tools fall over such fields.
      const click = async (selector) => {
        const { x, y } = await heard.page.evaluate((selector) => document.querySelector(selector).getBoundingClientRect().toJSON(), selector);
        await heard.page.mouse.click(x + 5, y + 5);
      };
      const fill = async (name) => {
        await click(`[name=${name}]`);
        await heard.page.keyboard.type('x');
      };
      for (const name of names) await fill(name);
      await Promise.all([heard.page.waitForURL(`${SITE}/thanks?**`), click('button')]);
      await started(heard.page);
      await fill(names[1]);
      await leave(heard);
      assert.deepEqual(await told(heard), ['start odd', 'submit odd', 'start odd', `abandon odd ${names[1]}`]);
      assert.deepEqual([await heard.count('form.odd.start'), await heard.count('form.odd.submit'), await heard.count('form.odd.abandon')], [2, 1, 1]);
      assert.deepEqual(heard.seen.console, []);
    });
  });
}

test('forms are told apart by the name of the config, their attributes, or not at all', () => {
  const attributes = ['data-leadsieve="first" name="b" id="c"', 'name="second" id="d"', 'id="third"', '', 'class="sidebar" name="e"', 'name="with a space"'];
  const form = (more, index) => `<form ${more}><input name="phone" aria-label="Phone ${index}"><button>Send ${index}</button></form>`;
  const body = attributes.map(form).join('') + STAY;
  const events = { forms: [{ name: 'fifth', selector: '.sidebar' }] };
  return onPage({ body, events }, async (heard) => {
    for (const index of attributes.keys()) await type(heard, `Phone ${index}`, '020');
    for (const index of [1, 4]) await press(heard, `Send ${index}`);
    await heard.until('form.submit', 2);
    assert.deepEqual(await told(heard), [
      ...['first', 'second', 'third', 'form', 'fifth'].map((name) => `start ${name}`), 'submit second', 'submit fifth',
    ]);
    await leave(heard);
    // The two that have no name of their own are one.
    assert.deepEqual((await told(heard)).slice(7), ['abandon first phone', 'abandon third phone', 'abandon form phone']);
    assert.deepEqual(heard.seen.console, []);
  });
});

/** A calculator without a form: a button shows what came out. */
const CALCULATOR = `<section class="calculator"><input name="width" aria-label="Width"><select name="wood" aria-label="Wood"><option>Oak<option>Ash</select>
  <button onclick="document.querySelector('.result').hidden = false">Calculate</button></section><p class="result" hidden>Done</p>`;
const calculator = (success) => ({ forms: [{ name: 'calculator', selector: '.calculator', success }] });

test('what the config calls a form needs no form element: it starts, succeeds and is abandoned', () =>
  onPage({ body: `${CALCULATOR}<input aria-label="Elsewhere" name="q">`, events: calculator({ event: 'calculated' }) }, async (heard) => {
    await type(heard, 'Elsewhere', 'no form at all');
    await heard.rest();
    assert.deepEqual(await told(heard), []);
    await type(heard, 'Width', '120');
    await heard.page.evaluate(() => document.querySelector('.calculator').dispatchEvent(new CustomEvent('calculated', { bubbles: true })));
    await heard.until('form.success');
    assert.deepEqual(await told(heard), ['start calculator', 'submit calculator', 'success calculator']);
    await heard.page.getByLabel('Wood').focus();
    await heard.page.keyboard.press('ArrowDown');
    await leave(heard);
    assert.equal((await told(heard)).at(-1), 'abandon calculator wood');
    assert.deepEqual(heard.seen.console, []);
  }));

test('an element that appears is success also of what has no form element', () =>
  onPage({ body: CALCULATOR, events: calculator({ element: '.result' }) }, async (heard) => {
    await type(heard, 'Width', '120');
    await press(heard, 'Calculate');
    assert.deepEqual(await heard.until('form.success', 1, 3_000), [{ form: 'calculator' }]);
    assert.deepEqual(heard.seen.console, []);
  }));

test('where the config names what stands around a form, the form inside is submitted and not abandoned', () => {
  const events = { forms: [{ name: 'callback', selector: '.callback', success: { path: '/thanks' } }] };
  return onPage({ body: `<div class="callback">${ORDER}</div>`, events }, async (heard) => {
    await type(heard, 'Phone', '020');
    await Promise.all([heard.page.waitForURL(`${SITE}/thanks?**`), press(heard, 'Send')]);
    await started(heard.page);
    await heard.rest();
    assert.deepEqual(await told(heard), ['start callback', 'submit callback', 'success callback']);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('a field that stands outside its form belongs to it all the same', () =>
  onPage({ body: `<form id="order"><button>Send</button></form><input form="order" name="phone" aria-label="Phone">${STAY}` }, async (heard) => {
    await type(heard, 'Phone', '020');
    assert.deepEqual(await heard.until('form.start', 1, 2_000), [{ form: 'order' }]);
    await press(heard, 'Send');
    assert.deepEqual(await heard.until('form.submit'), [{ form: 'order' }]);
    assert.deepEqual(heard.seen.console, []);
  }));

test("a form inside a quiz's element is none", () => {
  const body = `<lead-quiz name="nothing"><form action="/fallback" name="plain"><input name="phone" aria-label="Phone"><button>Send</button></form></lead-quiz>`;
  return onPage({ body }, async (heard) => {
    await type(heard, 'Phone', '020');
    await heard.rest();
    await Promise.all([heard.page.waitForURL(`${SITE}/fallback?**`), press(heard, 'Send')]);
    await started(heard.page);
    await heard.rest();
    assert.deepEqual(await told(heard), []);
    assert.deepEqual([await heard.count('form.start'), await heard.count('form.submit'), await heard.count('form.abandon')], [0, 0, 0]);
  });
});

/**
 * How the element draws views that are made by hand, without the module: every kind of question, what it sends, what it
 * says of errors, what it makes of an author's HTML, where a finished quiz may lead.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from '../../www/node_modules/esbuild/lib/main.js';
import { withBrowser } from './lib/browser.mjs';
import { ROOT } from './lib/collector.mjs';

const require = createRequire(new URL('../../www/package.json', import.meta.url));
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
const SITE = 'https://spindlewick.example';
const POLICY = "default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

const bundled = await build({
  stdin: {
    contents: `
      import { define } from './element/index';
      import { messages as en } from './i18n/en';
      import { messages as ru } from './i18n/ru';
      import { render } from './i18n/render';
      const lang = document.documentElement.lang;
      Object.assign(window, { acts: [], messages: { en, ru }, render });
      define({
        act: (quiz, action) => acts.push(action),
        subscribe: (quiz, draw) => ((window.draw = draw), () => {}),
        say: (msg) => render({ en, ru }[lang], lang, msg),
        lang,
      });`,
    resolveDir: join(ROOT, 'www'),
    loader: 'ts',
  },
  bundle: true,
  format: 'esm',
  target: 'es2020',
  jsxFactory: 'h',
  write: false,
});

/** Runs `use` with a page under the strictest policy that has the element; what its console said must be nothing. */
const inPage = (use, { lang = 'en', width = 1280 } = {}) =>
  withBrowser(async (browser) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    const said = [];
    context.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
    context.on('weberror', ({ error }) => said.push(error().message));
    await context.route(`${SITE}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/element.js') return route.fulfill({ body: bundled.outputFiles[0].text, contentType: 'text/javascript' });
      if (pathname.endsWith('.svg')) return route.fulfill({ body: '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>', contentType: 'image/svg+xml' });
      const body = `<!doctype html><html lang="${lang}"><title>Own</title><link rel="icon" href="/icon.svg"><h1>Own</h1><lead-quiz name="own"></lead-quiz><script type="module" src="/element.js"></script>`;
      return route.fulfill({ body, contentType: 'text/html', headers: { 'content-security-policy': POLICY } });
    });
    const page = await context.newPage();
    await page.goto(`${SITE}/quiz`);
    const draw = (view) => page.evaluate((view) => window.draw(view), { ...VIEW, ...view });
    const acts = () => page.evaluate(() => window.acts.splice(0).filter((action) => action.do !== 'open'));
    await use({ page, draw, acts, quiz: (selector) => page.locator(`lead-quiz ${selector}`) });
    assert.deepEqual(said, []);
  });

const VIEW = { quiz: 'own', state: 'page', step: 2, steps: 5, progress: 20, title: 'A bicycle that fits', questions: [], errors: [], canBack: true, action: { key: 'quiz.next' } };
const asked = (name, kind, control, more) => ({ name, kind, control, title: `About ${name}`, required: false, choices: [], advance: false, ...more });
const choices = (values, chosen = []) => values.map((value) => ({ value, text: `Choice ${value}`, selected: chosen.includes(value) }));
const KINDS = [
  asked('where', 'dropdown', 'radiogroup', { choices: choices(['city', 'other'], ['other']), comment: 'By the sea' }),
  asked('sure', 'boolean', 'radiogroup', { choices: choices([true, false], [false]), value: false }),
  asked('mark', 'rating', 'radiogroup', { choices: [0, 1, 2].map((value) => ({ value, text: String(value), selected: false })) }),
  asked('frame', 'imagepicker', 'checkbox', { choices: choices(['low', 'high'], ['low']).map((choice) => ({ ...choice, image: `/${choice.value}.svg` })) }),
  asked('order', 'ranking', 'checkbox', { choices: choices(['a', 'b', 'c'], ['b']), value: ['b'] }),
  ...['text', 'number', 'range', 'email', 'tel', 'url', 'password', 'color', 'date', 'datetime-local', 'time', 'month', 'week'].map((input) =>
    asked(input, 'text', 'text', { input, required: true }),
  ),
  asked('more', 'comment', 'comment', {}),
  asked('way', 'slider', 'text', { input: 'number', min: 0, max: 50, step: 5, value: 20 }),
  asked('cost', 'slider', 'text', { input: 'number', min: 0, max: 50, step: 5, range: true }),
  asked('size', 'multipletext', 'lines', { lines: [{ name: 'leg', title: 'Leg', required: true, input: 'number' }, { name: 'by', title: 'By', required: false, input: 'text', value: 'Ada' }] }),
  asked('words', 'html', 'words', { html: '<p>Some <b>words</b></p><ul><li>one<li>two</ul>' }),
  asked('view', 'image', 'words', { image: '/view.svg' }),
  asked('price', 'expression', 'words', { value: 1234.5 }),
];

for (const width of [360, 1440]) {
  test(`every kind of question is accessible at ${width} px, open and locked, right and wrong`, () =>
    inPage(
      async ({ page, draw }) => {
        await page.evaluate(axe);
        for (const [locked, wrong] of [[false, false], [true, false], [false, true]]) {
          await draw({
            questions: KINDS.map((one) => ({ ...one, locked })),
            errors: wrong ? KINDS.filter(({ control }) => control !== 'words').map(({ name }) => ({ name, msg: { key: 'error.required' } })) : [],
          });
          const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
          const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values } }), values);
          assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`), []);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          const open = await page.locator('lead-quiz :is(input, textarea):enabled').count();
          assert.equal(open === 0, locked, `${open} fields take an answer`);
        }
      },
      { width },
    ));
}

test('a field has the type, the bounds and the step that its kind asks for', () =>
  inPage(async ({ page, draw }) => {
    const bounds = { min: '2026-01-01', max: '2026-12-31', step: 7 };
    await draw({ questions: [asked('day', 'text', 'text', { input: 'date', ...bounds }), asked('count', 'text', 'text', { input: 'number', min: 1 }), asked('way', 'slider', 'text', { input: 'number', min: 10, max: 500, step: 10, value: 120 })] });
    const seen = await page.locator('lead-quiz input').evaluateAll((all) => all.map(({ type, min, max, step, value, inputMode }) => [type, min, max, step, value, inputMode]));
    assert.deepEqual(seen, [['date', '2026-01-01', '2026-12-31', '7', '', ''], ['text', '', '', '', '', 'decimal'], ['range', '10', '500', '10', '120', '']]);
  }));

test('a slider answers by keys, and by a click where it stands; its two ends answer together', () =>
  inPage(async ({ draw, acts, quiz }) => {
    const slider = (more) => draw({ questions: [asked('way', 'slider', 'text', { input: 'number', min: 0, max: 100, step: 10, ...more })] });
    await slider({});
    assert.equal(await quiz('[part=value]').textContent(), '–');
    await quiz('input').focus();
    await quiz('input').press('ArrowRight');
    assert.deepEqual(await acts(), [{ do: 'answer', name: 'way', value: 10 }]);
    await slider({ value: 10 });
    await quiz('input').press('Home');
    await acts();
    await slider({ value: 0 });
    await quiz('input').click({ position: { x: 3, y: 10 } });
    assert.deepEqual((await acts()).at(-1), { do: 'answer', name: 'way', value: 0 });
    await draw({ state: 'contact' });
    await slider({ range: true });
    await quiz('input').last().press('ArrowLeft');
    assert.deepEqual(await acts(), [{ do: 'answer', name: 'way', value: [0, 90] }]);
    await slider({ range: true, value: [80, 90] });
    await quiz('input').first().press('End');
    assert.deepEqual((await acts()).at(-1), { do: 'answer', name: 'way', value: [100, 100] });
  }));

test('choosing other asks for words and does not go on', () =>
  inPage(async ({ page, draw, acts, quiz }) => {
    const question = (chosen, more) => asked('where', 'dropdown', 'radiogroup', { choices: choices(['city', 'other'], chosen), advance: true, ...more });
    await draw({ questions: [question([])] });
    await page.keyboard.press('Tab');
    await quiz('.choice').last().click();
    assert.deepEqual(await acts(), [{ do: 'answer', name: 'where', value: 'other' }]);
    await draw({ questions: [question(['other'])] });
    await page.getByLabel('Your own answer').fill('By 2 lakes');
    assert.deepEqual((await acts()).at(-1), { do: 'answer', name: 'where-Comment', value: 'By 2 lakes' });
    // A digit that is typed is a digit.
    await page.getByLabel('Your own answer').press('1');
    assert.deepEqual((await acts()).map(({ name }) => name), ['where-Comment']);
    await draw({ questions: [question(['other'], { comment: '' })], errors: [{ name: 'where', msg: { key: 'error.other' } }] });
    await quiz('.summary a').click();
    const field = page.getByLabel('Your own answer');
    assert.ok(await field.evaluate((field) => field.getRootNode().activeElement === field));
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const told = await field.evaluate((field) => field.getRootNode().getElementById(field.getAttribute('aria-describedby')).textContent);
    assert.equal(told, 'Please write your own answer');
  }));

test('a digit means the mark of that number on a scale, and the choice of that place elsewhere', () =>
  inPage(async ({ page, draw, acts, quiz }) => {
    const marks = [0, 1, 2, 3].map((value) => ({ value, text: String(value), selected: false }));
    await draw({ questions: [asked('mark', 'rating', 'radiogroup', { choices: marks, advance: true })] });
    await quiz('input').first().focus();
    await page.keyboard.press('3');
    assert.deepEqual(await acts(), [{ do: 'answer', name: 'mark', value: 3 }, { do: 'next' }]);
    await draw({ questions: [asked('where', 'radiogroup', 'radiogroup', { choices: choices(['city', 'road'], []) })] });
    await quiz('input').first().focus();
    await page.keyboard.press('2');
    assert.deepEqual(await acts(), [{ do: 'answer', name: 'where', value: 'road' }]);
    // Where there are only lines, a digit is nothing.
    await draw({ questions: [asked('size', 'multipletext', 'lines', { lines: [{ name: 'leg', title: 'Leg', required: true, input: 'number' }] })] });
    await page.keyboard.press('1');
    assert.deepEqual(await acts(), []);
  }));

test('a ranking is the order of ticking, also where the engine ranks the rest', () =>
  inPage(async ({ draw, acts, quiz }) => {
    const rank = (value, name = 'order') => draw({ questions: [asked(name, 'ranking', 'checkbox', { choices: choices(['a', 'b', 'c'], value), value })] });
    const tick = async (index) => {
      await quiz('.choice').nth(index).click();
      return (await acts()).at(-1).value;
    };
    await rank([]);
    assert.deepEqual(await tick(2), ['c']);
    await rank(['c']);
    assert.deepEqual(await tick(0), ['c', 'a']);
    await rank(['c', 'a']);
    assert.deepEqual(await quiz('[part=rank]').allTextContents(), ['2', '1']);
    assert.deepEqual(await tick(2), ['a']);
    await rank([], 'full');
    assert.deepEqual(await tick(1), ['b']);
    await rank(['b', 'a', 'c'], 'full');
    assert.deepEqual(await tick(2), ['b', 'c', 'a']);
    await rank(['b', 'c', 'a'], 'full');
    assert.deepEqual(await quiz('[part=rank]').allTextContents(), ['3', '1', '2']);
  }));

test('lines answer together, and each says what is wrong with it', () =>
  inPage(async ({ page, draw, acts, quiz }) => {
    const lines = [
      { name: 'leg', title: 'Inside leg', required: true, input: 'number', msg: { key: 'error.required' } },
      { name: 'by', title: 'Measured by', required: false, input: 'text', value: 'Ada' },
      { name: 'on', title: 'Measured on', required: true, input: 'date', msg: { key: 'error.max_date', args: { max: '2026-03-01' } } },
    ];
    await draw({ questions: [asked('size', 'multipletext', 'lines', { lines, value: { by: 'Ada' } })], errors: [{ name: 'size', msg: { key: 'error.required' } }] });
    assert.deepEqual(await quiz('.summary li').allTextContents(), ['Inside leg — Please fill this in', 'Measured on — The latest possible is March 1, 2026']);
    await quiz('.summary a').last().click();
    assert.equal(await page.evaluate(() => document.querySelector('lead-quiz').shadowRoot.activeElement.type), 'date');
    assert.deepEqual(await quiz('.line').evaluateAll((all) => all.map((line) => line.querySelector('.wrong')?.textContent ?? '')), ['Please fill this in', '', 'The latest possible is March 1, 2026']);
    await page.getByLabel('Inside leg').fill('82,5');
    await page.getByLabel('Measured by').fill('');
    assert.deepEqual(await acts(), [
      { do: 'answer', name: 'size', value: { by: 'Ada', leg: 82.5 } },
      { do: 'answer', name: 'size', value: { by: undefined } },
    ]);
  }));

test('HTML of an author is a short list of nodes, and everything else is text', () =>
  inPage(async ({ page, draw, quiz }) => {
    const html = [
      '<P class="x" onclick="alert(1)">Fine <strong>words</strong> &amp; &#8364;5 &lt;b&gt;<br/>and <em>more</p>',
      '<script>alert(1)</script><img src=x onerror="alert(2)"><svg onload=alert(3)><iframe src="//evil.example"></iframe>',
      '<a href="https://spindlewick.example/?a=1&amp;b=2" onmouseover="alert(4)" style="color:red">good</a>',
      '<a href="javascript:alert(5)">bad</a><a href=" java&#115;cript:alert(6)">worse</a><a title=">" href=\'mailto:a@b.example\'>mail</a>',
      '<ul><li>one<li>two <u>under</ul>after</b> &unknown; < 5 <h3>Head</h3><h1>no</h1>',
    ].join('');
    const questions = [asked('words', 'html', 'words', { html })];
    await draw({ questions });
    const found = await quiz('.words').evaluate((words) => ({
      tags: [...new Set([...words.querySelectorAll('*')].map((node) => node.localName))].sort(),
      attributes: [...new Set([...words.querySelectorAll('*')].flatMap((node) => node.getAttributeNames()))].sort(),
      links: [...words.querySelectorAll('a')].map((link) => [link.textContent, link.getAttribute('href'), link.rel]),
      items: [...words.querySelectorAll('li')].map((item) => item.textContent),
      text: words.textContent,
    }));
    assert.deepEqual(found.tags, ['a', 'br', 'em', 'h3', 'li', 'p', 'strong', 'u', 'ul']);
    assert.deepEqual(found.attributes, ['href', 'part', 'rel', 'target']);
    assert.deepEqual(found.links, [['good', 'https://spindlewick.example/?a=1&b=2', 'noopener'], ['mail', 'mailto:a@b.example', 'noopener']]);
    assert.deepEqual(found.items, ['one', 'two under']);
    for (const text of ['words & €5 <b>', '<script>alert(1)</script>', '<img src=x onerror="alert(2)">', '<svg onload=alert(3)>', 'badworse', 'after &unknown; < 5 ', '<h1>no</h1>']) {
      assert.ok(found.text.includes(text), `${text} in ${found.text}`);
    }
    // Drawn again with other words, nothing of the old ones stays.
    await draw({ questions: [{ ...questions[0], html: '<p>Other <b>words</b></p>' }] });
    assert.equal(await page.evaluate(() => document.querySelector('lead-quiz').shadowRoot.querySelector('.words').innerHTML), '<p>Other <b>words</b></p>');
  }));

test('a picture has words for who cannot see it, a value is written in the way of the language', () =>
  inPage(async ({ draw, quiz }) => {
    await draw({ questions: [asked('view', 'image', 'words', { image: '/view.svg', title: 'A blue bicycle' }), asked('plain', 'image', 'words', { image: '/plain.svg', title: 'plain' }), asked('bad', 'image', 'words', { image: 'data:image/png;base64,AA' }), KINDS.at(-1)] });
    assert.deepEqual(await quiz('img').evaluateAll((all) => all.map(({ alt, src }) => [alt, new URL(src).pathname])), [['A blue bicycle', '/view.svg'], ['', '/plain.svg']]);
    assert.equal(await quiz('output').textContent(), '1,234.5');
    assert.equal(await quiz('h2').textContent(), 'A bicycle that fits');
  }));

test('questions that come and go leave the step and the focus where they are', () =>
  inPage(async ({ page, draw, quiz }) => {
    const [first, second, third] = ['a', 'b', 'c'].map((name) => asked(name, 'text', 'text', {}));
    await draw({ questions: [second, third] });
    await page.getByLabel('About b').focus();
    await draw({ questions: [first, second, third] });
    assert.ok(await page.getByLabel('About b').evaluate((field) => field.getRootNode().activeElement === field));
    await draw({ step: 3, questions: [asked('d', 'text', 'text', {})] });
    assert.ok(await quiz('h2').evaluate((heading) => heading.getRootNode().activeElement === heading));
  }));

test('the words of an author go before ours, and every message has words in both languages', () =>
  inPage(async ({ page }) => {
    const seen = await page.evaluate(() => ({
      own: render(messages.en, 'en', { key: 'error.pattern', text: 'Two letters, please' }),
      keys: [Object.keys(messages.en), Object.keys(messages.ru)],
      counted: [1, 3, 5].map((min) => render(messages.ru, 'ru', { key: 'error.min_count', args: { min } })),
      day: [render(messages.ru, 'ru', { key: 'error.min_date', args: { min: '2026-03-01' } }), render(messages.en, 'en', { key: 'error.min_date', args: { min: '2026-99-99' } })],
    }));
    assert.equal(seen.own, 'Two letters, please');
    assert.deepEqual(seen.keys[0], seen.keys[1]);
    assert.deepEqual(seen.counted, ['Выберите не меньше 1 ответа', 'Выберите не меньше 3 ответов', 'Выберите не меньше 5 ответов']);
    assert.deepEqual(seen.day, ['Самое раннее: 1 марта 2026 г.', 'The earliest possible is 2026-99-99']);
    const rust = await Promise.all(['view.rs', 'contact.rs', 'run/check.rs'].map((file) => readFile(join(ROOT, 'src/quiz', file), 'utf8')));
    const used = new Set([...rust.join('').matchAll(/"((?:error|quiz|contact)\.\w+)"/g)].map(([, key]) => key));
    assert.ok(used.size > 15, `${used.size} keys found in the sources`);
    assert.deepEqual([...used].filter((key) => !seen.keys[0].includes(key)), []);
  }));

for (const [redirect, goes] of [['/thanks', true], ['https://elsewhere.example/thanks', true], ['javascript:document.title="owned"', false], ['data:text/html,owned', false], ['mailto:a@b.example', false]]) {
  test(`a finished quiz ${goes ? 'leads' : 'does not lead'} to ${redirect}`, () =>
    inPage(async ({ page, draw, quiz }) => {
      await page.clock.install();
      await page.reload();
      // An address of another scheme leaves the page where it is; that it was asked for can be seen.
      await page.evaluate(() => addEventListener('beforeunload', () => (document.title = 'owned')));
      await page.context().route('https://elsewhere.example/**', (route) => route.fulfill({ body: '<title>Elsewhere</title>', contentType: 'text/html' }));
      const done = { state: 'done', canBack: false, action: undefined, redirect };
      for (const key of ['delivery.sending', 'delivery.failed']) {
        await draw({ ...done, delivery: { key } });
        await page.clock.runFor(5_000);
        assert.equal(page.url(), `${SITE}/quiz`);
      }
      await draw({ ...done, delivery: { key: 'delivery.sent' } });
      await quiz('.delivery').filter({ hasText: 'received' }).waitFor();
      await page.clock.runFor(1_500);
      assert.equal(page.url(), `${SITE}/quiz`);
      await page.clock.runFor(1_000);
      await page.waitForTimeout(300);
      assert.equal(page.url(), goes ? new URL(redirect, SITE).href : `${SITE}/quiz`);
      assert.notEqual(await page.title(), 'owned');
    }));
}

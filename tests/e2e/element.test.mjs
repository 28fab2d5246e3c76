/**
 * How the element draws: nodes that still fit stay, with the focus, with what was typed, with what others did to them.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from '../../www/node_modules/esbuild/lib/main.js';
import { withBrowser } from './lib/browser.mjs';
import { demoConfig, ROOT, withCollector } from './lib/collector.mjs';

const bundled = await build({
  entryPoints: [join(ROOT, 'www/element/dom.ts')],
  bundle: true,
  format: 'iife',
  globalName: 'dom',
  write: false,
});

/** Runs `use` in a page that has `dom` and an empty `place`. */
const inPage = (use) =>
  withBrowser(async (browser) => {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><title>Own</title><div id="place"></div>');
    await page.addScriptTag({ content: bundled.outputFiles[0].text });
    return page.evaluate(use);
  });

test('an element keeps its node, its focus and its caret while others come and go', async () => {
  const seen = await inPage(() => {
    const { h, render } = dom;
    const place = document.getElementById('place');
    const field = (key) => h('input', { key, id: key, value: '' });
    render([field('a'), field('b'), field('c')], place);
    const b = document.getElementById('b');
    b.focus();
    b.value = 'typed';
    b.setSelectionRange(2, 2);
    render(['new', field('b'), field('d')], place);
    const [text, kept, last] = place.childNodes;
    return [text.data, kept === b, document.activeElement === b, b.value, b.selectionStart, last.id, place.childNodes.length];
  });
  assert.deepEqual(seen, ['new', true, true, 'typed', 2, 'd', 3]);
});

test('a value is shown, save in the field that is being typed in', async () => {
  const seen = await inPage(() => {
    const { h, render } = dom;
    const place = document.getElementById('place');
    const draw = (value) => render([h('input', { key: 1, value }), h('textarea', { value })], place);
    draw('one');
    const [line, lines] = place.children;
    const before = [line.value, lines.value];
    line.focus();
    line.value = 'tw';
    draw('two');
    return [...before, line.value, lines.value];
  });
  assert.deepEqual(seen, ['one', 'one', 'tw', 'two']);
});

test('attributes come and go, texts are never markup, and a listener is the latest one', async () => {
  const seen = await inPage(() => {
    const { h, render } = dom;
    const place = document.getElementById('place');
    const heard = [];
    const draw = (props, child) => render(h('button', props, child), place);
    draw({ class: 'x', required: true, 'aria-invalid': 'false', title: undefined, onclick: () => heard.push(1) }, '<b>not bold</b>');
    const button = place.firstChild;
    const first = place.innerHTML;
    draw({ required: false, onclick: () => heard.push(2) }, [null, false, 'a', ['b', 3]]);
    button.click();
    return [first, place.innerHTML, button === place.firstChild, heard];
  });
  assert.deepEqual(seen, [
    '<button class="x" required="" aria-invalid="false">&lt;b&gt;not bold&lt;/b&gt;</button>',
    '<button>ab3</button>',
    true,
    [2],
  ]);
});

test('what others did to a node stays, and a text that stays the same is not written again', async () => {
  const seen = await inPage(() => {
    const { h, render } = dom;
    const place = document.getElementById('place');
    const draw = (part) => render(h('textarea', { part, value: '' }, 'same'), place);
    draw('one');
    const [area] = place.children;
    area.style.height = '200px';
    area.setAttribute('data-helper', '1');
    let writes = 0;
    new MutationObserver((changes) => (writes += changes.length)).observe(area, { characterData: true, childList: true, subtree: true });
    draw('two');
    return Promise.resolve().then(() => [area.style.height, area.dataset.helper, area.getAttribute('part'), writes]);
  });
  assert.deepEqual(seen, ['200px', '1', 'two', 0]);
});

test('choosing by keys keeps the focus on the choice that is meant', async () =>
  withCollector(
    ({ origin }) =>
      withBrowser(async (browser) => {
        const page = await browser.newPage();
        await page.goto(`${origin}/demo/`);
        const stands = (text) => page.locator('lead-quiz [part~=heading]').filter({ hasText: text }).waitFor();
        const focused = () =>
          page.evaluate(() => {
            const { activeElement: input } = document.querySelector('lead-quiz').shadowRoot;
            return { text: input.closest('label').querySelector('.card').textContent, checked: input.checked };
          });
        const third = page.locator('lead-quiz .choice').nth(2);
        await stands('What are you planning?');
        const text = await third.locator('.card').textContent();
        await page.locator('lead-quiz input[type=radio]').first().focus();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        assert.deepEqual(await focused(), { text, checked: true });
        await page.keyboard.press('Space');
        await page.getByRole('button', { name: 'Next', exact: true }).waitFor({ state: 'visible' });
        const facts = await page.evaluate(() => leadsieve('facts'));
        assert.equal(facts.project, (await demoConfig()).quizzes.kitchen.pages[0].elements[0].choices[2].value);

        await page.getByRole('button', { name: 'Back', exact: true }).click();
        await stands('What are you planning?');
        for (const key of ['1', '1', '3']) {
          const before = await page.locator('lead-quiz [part~=heading]').textContent();
          await page.keyboard.press(key);
          await page.locator('lead-quiz [part~=heading]').filter({ hasNotText: before }).waitFor();
        }
        await stands('What should it have?');
        const boxes = page.locator('lead-quiz input[type=checkbox]');
        await boxes.nth(1).focus();
        await page.keyboard.press('Space');
        const second = await page.locator('lead-quiz .choice').nth(1).locator('.card').textContent();
        assert.deepEqual(await focused(), { text: second, checked: true });
        assert.deepEqual(await boxes.evaluateAll((all) => all.map((box) => box.checked)), await boxes.evaluateAll((all) => all.map((_, index) => index === 1)));
      }),
    { configs: [await demoConfig()] },
  ));

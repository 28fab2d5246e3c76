/**
 * How the element draws: nodes that still fit stay, with the focus and with what was typed.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from '../../www/node_modules/esbuild/lib/main.js';
import { withBrowser } from './lib/browser.mjs';
import { ROOT } from './lib/collector.mjs';

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

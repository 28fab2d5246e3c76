/**
 * A quiz with every kind of question, from the cover to the lead, by keyboard and by pointer, drawn from what the module
 * says; a hostile definition shows its markup as text and leads nowhere.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { until, watch, withBrowser } from './lib/browser.mjs';
import { demoConfig, withCollector } from './lib/collector.mjs';

const require = createRequire(new URL('../../www/package.json', import.meta.url));
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Runs `use` with the quiz of every kind, opened; `change` may change its definition first. */
async function onQuiz(use, { change = () => {}, width = 1280 } = {}) {
  const config = await demoConfig('kinds');
  change(config.quizzes.bicycle);
  await withCollector(
    ({ origin, leads }) =>
      withBrowser(async (browser) => {
        const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
        const seen = await watch(context);
        await context.route('**/demo/kinds.json', (route) => route.fulfill({ json: config }));
        const page = await context.newPage();
        await page.goto(`${origin}/demo/kinds.html`);
        const quiz = (selector) => page.locator(`lead-quiz ${selector}`);
        const stands = (text) => quiz('[part~=heading]').filter({ hasText: text }).waitFor();
        const press = (name) => page.getByRole('button', { name, exact: true }).click();
        await quiz('[part~=heading]').waitFor();
        await use({ page, origin, leads, seen, quiz, stands, press, facts: () => page.evaluate(() => leadsieve('facts')) });
        assert.deepEqual(seen.console, []);
      }),
    { configs: [config] },
  );
}

/** Keeps the pages of these names, and the cover. */
const only = (...names) => (quiz) => {
  quiz.pages = quiz.pages.filter((page) => ['cover', ...names].includes(page.name));
};

for (const width of [360, 1280]) {
  test(`every kind of question is answered at ${width} px, and the lead holds all answers`, () =>
    onQuiz(
      async ({ page, quiz, stands, press, leads }) => {
        const isClean = async (where) => {
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } }));
          assert.deepEqual(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0].html}`), []);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where} scrolls sideways`);
        };
        const choose = (text) => quiz('.choice').filter({ hasText: text }).click();
        await stands('A bicycle that fits you');
        assert.equal(await quiz('[part=count]').count(), 0);
        await isClean('cover');
        await press('Start');
        await stands('Where do you ride most?');
        await choose('Somewhere else');
        await stands('Where do you ride most?');
        await press('Next');
        await quiz('.summary').filter({ hasText: 'Please write your own answer' }).waitFor();
        await isClean('other');
        await page.getByLabel('Your own answer').fill('By the sea');
        await page.getByLabel('Your own answer').press('Enter');
        await stands('What annoys you');
        for (const text of ['The chain', 'The saddle', 'Its weight']) await choose(text);
        await press('Next');
        await quiz('.summary').filter({ hasText: 'no more than 2 answers' }).waitFor();
        await choose('The chain');
        await press('Next');
        await stands('Do you have a place');
        await choose('Not yet');
        await stands('How much do you like riding?');
        await isClean('rating');
        await quiz('input[type=radio]').first().focus();
        await page.keyboard.press('ArrowRight');
        await stands('How much do you like riding?');
        await page.keyboard.press('7');
        await stands('Which colours do you like?');
        await until(() => quiz('img').evaluateAll((all) => all.every((one) => one.naturalWidth)), 'the pictures');
        await isClean('pictures');
        await choose('Harbour');
        await choose('Sorrel');
        await press('Next');
        await stands('What matters most?');
        await choose('Easy repairs');
        await choose('The price');
        assert.deepEqual(await quiz('[part=rank]').allTextContents(), ['2', '3', '1']);
        await isClean('ranking');
        await press('Next');
        await stands('How many kilometres');
        await quiz('input[type=range]').first().focus();
        for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
        await page.getByLabel('From').press('ArrowRight');
        await page.getByLabel('To').press('ArrowLeft');
        await isClean('sliders');
        await press('Next');
        await stands('Your measures');
        await page.getByLabel('Measured by').fill('A friend');
        await press('Next');
        await quiz('.summary').filter({ hasText: 'Inside leg' }).waitFor();
        await quiz('.summary a').click();
        await page.keyboard.type('82,5');
        await isClean('lines');
        await page.keyboard.press('Enter');
        await stands('When and how do we reach you?');
        assert.ok(await page.getByLabel('Your offer').isDisabled());
        await page.getByLabel('Which day').fill('2026-05-04');
        await page.getByLabel('At what time').fill('10:30');
        await page.getByLabel('Your club').fill('spindle');
        await page.getByLabel('Anything else').fill('A seat\nand a trailer');
        await press('Next');
        await quiz('.summary').filter({ hasText: 'An address begins with https://' }).waitFor();
        await isClean('inputs with an error');
        await page.getByLabel('Your club').fill('https://club.example');
        await press('Next');
        await quiz('h3').filter({ hasText: 'Before we go on' }).waitFor();
        assert.equal(await quiz('output').textContent(), '1,560');
        assert.equal(await page.getByAltText('The workshop, with a bench and a window').count(), 1);
        await isClean('words');
        await press('Next');
        await stands('Where may we write to you?');
        await quiz('input[part=input][name=email]').fill('ada@example.com');
        await press('Send');
        await page.getByText('We have received').waitFor();
        assert.equal(await quiz('.words b').textContent(), 'tomorrow');
        await isClean('the end');
        await until(async () => (await leads()).length === 1, 'the lead');
        const [{ lead }] = await leads();
        const answers = Object.fromEntries(lead.request.answers.map(({ name, value }) => [name, value]));
        assert.deepEqual(
          { ...answers },
          {
            where: 'other', trouble: ['saddle', 'weight'], shed: false, joy: 7, frame: ['harbour', 'sorrel'], order: ['repair', 'price', 'weight'],
            way: 30, budget: [100, 5900], size: { leg: 82.5, by: 'A friend' }, day: '2026-05-04', hour: '10:30', club: 'https://club.example',
            offer: 'Spring 2026', more: 'A seat\nand a trailer', year: 1560,
          },
        );
      },
      { width },
    ));
}

test('the words beside other go with it and come back with it', () =>
  onQuiz(
    async ({ page, quiz, stands, press }) => {
      await press('Start');
      await stands('Where do you ride most?');
      const other = quiz('.choice').filter({ hasText: 'Somewhere else' });
      await other.click();
      await page.getByLabel('Your own answer').fill('By the sea');
      await press('Next');
      await stands('What annoys you');
      await press('Back');
      await stands('Where do you ride most?');
      assert.equal(await page.getByLabel('Your own answer').inputValue(), 'By the sea');
      await quiz('input[type=radio]').first().focus();
      // The arrow key chooses without going on, and the line goes with the choice.
      await page.keyboard.press('ArrowDown');
      await stands('Where do you ride most?');
      assert.equal(await page.getByLabel('Your own answer').count(), 0);
    },
    { change: only('where', 'trouble') },
  ));

test('a hostile definition shows its markup as text, and a script is not an address', () =>
  onQuiz(
    async ({ page, origin, quiz, press, stands }) => {
      assert.deepEqual(await quiz('.words *').evaluateAll((all) => [...new Set(all.map((node) => node.localName))].sort()), ['b', 'p']);
      assert.ok((await quiz('.words').textContent()).includes('<script>window.owned = 1</script><img src=x onerror="window.owned = 1">'));
      assert.equal(await quiz('.words a').count(), 0);
      await press('Start');
      await page.getByLabel('Your club').fill('https://club.example/<img src=x onerror=alert(1)>');
      await press('Next');
      await stands('Where may we write to you?');
      await quiz('input[part=input][name=email]').fill('ada@example.com');
      await press('Send');
      await page.getByText('We have received').waitFor();
      assert.ok((await quiz('.words').textContent()).includes('<img src=x onerror=alert(1)>'));
      await page.waitForTimeout(3_000);
      assert.equal(page.url(), `${origin}/demo/kinds.html`);
      assert.equal(await page.evaluate(() => window.owned), undefined);
    },
    {
      change(quiz) {
        only('lines')(quiz);
        quiz.pages[0].elements[0].html = '<p onclick="window.owned = 1">Hello <b>you</b></p><script>window.owned = 1</script><img src=x onerror="window.owned = 1"><a href="javascript:window.owned = 1">go</a>';
        quiz.completedHtml = '<p>Thank you, {club}</p>';
        quiz.navigateToUrl = 'javascript:window.owned = 1';
      },
    },
  ));

test('a finished quiz leads on to a page of the site, once its lead has arrived', () =>
  onQuiz(
    async ({ page, origin, quiz, press, stands, leads }) => {
      await page.context().route('**/demo/thanks', (route) => route.fulfill({ body: '<title>Thanks</title>', contentType: 'text/html' }));
      await press('Start');
      await stands('How much do you like riding?');
      await page.keyboard.press('5');
      await stands('Where may we write to you?');
      await quiz('input[part=input][name=email]').fill('ada@example.com');
      await press('Send');
      await page.getByText('We have received').waitFor();
      await page.waitForURL(`${origin}/demo/thanks`);
      assert.equal((await leads()).length, 1);
    },
    {
      change(quiz) {
        only('joy')(quiz);
        quiz.navigateToUrl = 'thanks';
      },
    },
  ));

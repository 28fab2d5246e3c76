/**
 * The demo as its visitor and its salesperson meet it: a paid click, the quiz by keyboard alone, one verified lead, read
 * in the inbox.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until, watch, withBrowser } from './lib/browser.mjs';
import { demoConfig, withCollector } from './lib/collector.mjs';
import { storedKeys } from './lib/page.mjs';

const LANDING = '/demo/?utm_source=google&utm_medium=cpc&utm_campaign=test&gclid=abc';

/** Presses Tab until the focus is on something that `selector` names, in whichever shadow tree it is. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses++) {
    const isThere = await page.evaluate((selector) => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.matches(selector) ?? false;
    }, selector);
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`60 times Tab did not reach ${selector}`);
}

/** Does the quiz by pointer up to the last button. */
async function answerAll(page, phone) {
  const choose = (text) => page.locator('lead-quiz .choice').filter({ hasText: text }).click();
  for (const text of ['replace', 'corner', '£9,000 to']) await choose(text);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await choose('Later');
  await page.locator('lead-quiz .contact input[name=phone]').fill(phone);
  await page.locator('lead-quiz .contact label').filter({ hasText: 'I agree' }).click();
}

test('a paid click and a quiz done by keyboard give exactly one verified lead', async () => {
  const config = await demoConfig();
  await withCollector(
    ({ origin, leads, token }) =>
      withBrowser(async (browser) => {
        const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
        const seen = await watch(context);
        const page = await context.newPage();
        await page.goto(origin + LANDING);
        const heading = page.locator('lead-quiz [part~=heading]');
        const stands = (text) => heading.filter({ hasText: text }).waitFor();
        await stands('What are you planning?');
        await tabTo(page, 'input[type=radio]');
        // Arrow keys choose without going on; Space and digits go on.
        await page.keyboard.press('ArrowDown');
        await stands('What are you planning?');
        await page.keyboard.press('1');
        await stands('What shape is the room?');
        await tabTo(page, 'input[type=radio]');
        await page.keyboard.press('Space');
        await stands('What budget do you have in mind?');
        await page.keyboard.press('3');
        await stands('What should it have?');
        await page.keyboard.press('2');
        await page.keyboard.press('Enter');
        await stands('When should it be ready?');
        await page.keyboard.press('1');
        await stands('Where may we send your price range?');
        await tabTo(page, 'input[name=name]');
        await page.keyboard.type('Ada Example');
        await tabTo(page, 'input[name=phone]');
        await page.keyboard.type('020 7946 0999');
        await page.keyboard.press('Enter');
        // The box is missing: the summary says so, and leads there.
        await page.locator('lead-quiz [role=alert]').waitFor();
        await tabTo(page, '.contact input[type=checkbox]');
        await page.keyboard.press('Space');
        await tabTo(page, 'button[part~=action], button.main, form button[type=submit], button:not(.link)');
        await page.getByRole('button', { name: 'Send', exact: true }).press('Enter');
        await stands('Thank you, we call you today');
        await page.getByText('We have received your answers').waitFor();

        const stored = await leads();
        assert.equal(stored.length, 1);
        const [{ lead, verdict }] = stored;
        assert.equal(lead.source.first.channel, 'Paid Search');
        assert.equal(lead.source.first.click_ids.gclid, 'abc');
        assert.equal(lead.score.total, lead.score.explanation.reduce((sum, { points }) => sum + points, 0));
        assert.equal(lead.score.total, lead.score.axes.fit + lead.score.axes.intent);
        assert.ok(lead.score.total > 0);
        assert.equal(verdict, 'verified');
        assert.deepEqual(seen.console, []);
        // What is counted is stored after three seconds.
        await page.waitForTimeout(3_100);
        assert.deepEqual((await storedKeys(page)).map((key) => key.replace(/outbox-.*/, 'outbox')), [
          'leadsieve.quillfern.behaviour.1',
          'leadsieve.quillfern.outbox',
          'leadsieve.quillfern.quiz.1',
          'leadsieve.quillfern.source.1',
        ]);

        await page.goto(`${origin}/inbox?token=${token}`);
        await page.getByText('Ada Example').first().click();
        for (const text of ['Paid Search', 'test', 'Within two months', 'Verified']) {
          await page.getByText(new RegExp(text, 'i')).first().waitFor();
        }
        assert.deepEqual(seen.console, []);
      }),
    { configs: [config] },
  );
});

test('whoever sends while the page still scrolls sees the thanks', async () =>
  withCollector(
    ({ origin }) =>
      withBrowser(async (browser) => {
        const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
        await page.goto(`${origin}/demo/`);
        await answerAll(page, '020 7946 0112');
        await page.locator('lead-quiz').evaluate((quiz) => quiz.scrollIntoView({ behavior: 'instant' }));
        await page.locator('lead-quiz').evaluate((quiz) => {
          const send = quiz.shadowRoot.querySelector('button[type=submit]');
          send.focus();
          send.click();
        });
        await page.getByText('We have received').waitFor();
        // Longer than any browser takes for a smooth scroll.
        await page.waitForTimeout(1500);
        const { y } = await page.getByText('We have received').boundingBox();
        assert.ok(y > 0 && y < 700, `the thanks stand at ${y} px of 740`);
      }),
    { configs: [await demoConfig()] },
  ));

test('sending is not repeated by double clicks, reload, going back or a second tab', async () => {
  const config = await demoConfig();
  await withCollector(
    ({ origin, leads }) =>
      withBrowser(async (browser) => {
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.goto(`${origin}/demo/`);
        await answerAll(page, '020 7946 0111');
        await page.getByRole('button', { name: 'Send', exact: true }).dblclick();
        await page.getByText('We have received').waitFor();
        await page.reload();
        await (await context.newPage()).goto(`${origin}/demo/`);
        await page.goBack({ waitUntil: 'commit', timeout: 3000 }).catch(() => {});
        await page.waitForTimeout(500);
        assert.equal((await leads()).length, 1);
      }),
    { configs: [config] },
  );
});

test('a page that asks for consent keeps nothing before, something after, nothing after a no', async () => {
  await withCollector(({ origin }) =>
    withBrowser(async (browser) => {
      const context = await browser.newContext();
      const seen = await watch(context);
      const page = await context.newPage();
      await page.goto(`${origin}/demo/consent.html?utm_source=news&utm_medium=email`);
      await until(() => seen.events.some(({ name }) => name === 'page.view'), 'a page view');
      assert.deepEqual(await storedKeys(page), []);
      await page.locator('#accept').click();
      await until(async () => (await storedKeys(page)).length === 2, 'two records');
      assert.equal((await page.evaluate(() => leadsieve('source'))).first.channel, 'Email');
      await page.evaluate(() => leadsieve('withdraw'));
      assert.deepEqual(await storedKeys(page), []);
      await page.reload();
      await page.locator('#decline').click();
      await page.mouse.wheel(0, 2000);
      await page.waitForTimeout(500);
      assert.deepEqual(await storedKeys(page), []);
      assert.deepEqual((await page.evaluate(() => leadsieve('source'))).scope, 'none');
      assert.deepEqual(seen.posts, []);
    }),
  );
});

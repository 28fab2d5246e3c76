/**
 * The pages as everyone can use them: axe-core finds nothing on any page or step, at a phone's and a desktop's width, and
 * no page scrolls sideways.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { withBrowser } from './lib/browser.mjs';
import { withCollector } from './lib/collector.mjs';

const require = createRequire(new URL('../../www/package.json', import.meta.url));
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function isClean(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values } }), STANDARD);
  assert.deepEqual(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0].html}`), []);
  const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= screen, `${where}: ${wide} px wide on a screen of ${screen}`);
}

for (const width of [360, 768, 1440]) {
  test(`every page and every step of the quiz is accessible at ${width} px`, () =>
    withCollector(({ origin, token }) =>
      withBrowser(async (browser) => {
        const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
        const choose = (text) => page.locator('lead-quiz .choice').filter({ hasText: text }).click();
        for (const path of ['prices.html', 'consent.html', 'bare.html', '']) {
          await page.goto(`${origin}/demo/${path}`);
          await page.evaluate(() => leadsieve.ready);
          await isClean(page, path);
        }
        await page.getByRole('button', { name: 'Next', exact: true }).click();
        await isClean(page, 'a question that is not answered');
        await choose('repair');
        await isClean(page, 'a line');
        await page.locator('lead-quiz .field').fill('8');
        await page.keyboard.press('Enter');
        await choose('£4,000 to');
        await isClean(page, 'several choices');
        await page.getByRole('button', { name: 'Next', exact: true }).click();
        await choose('Later');
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await isClean(page, 'the contact step with errors');
        await page.locator('lead-quiz input[name=email]').fill('a@gmial.com');
        await page.locator('lead-quiz .contact label').filter({ hasText: 'I agree' }).click();
        await isClean(page, 'the contact step with a hint');
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await page.getByText('We have received').waitFor();
        await isClean(page, 'the end');
        await page.goto(`${origin}/inbox?token=${token}`);
        await isClean(page, 'the inbox');
        await page.locator('a[href^="/inbox/"]').first().click();
        await isClean(page, 'a lead');
      }),
    ));
}

/**
 * Faults of a page and its server: a broken config, blocked storage, a wrong type, a strict policy. The page goes on, the
 * console says what and where, the owner's form posts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until, watch, withBrowser } from './lib/browser.mjs';
import { demoConfig, withCollector } from './lib/collector.mjs';
import { FILES, FORM, own, ready, snippetTags } from './lib/page.mjs';

const QUIZ = `<h1>Own</h1><lead-quiz name="kitchen">${FORM}</lead-quiz>`;

async function onPage(page, use) {
  await withCollector(({ origin, leads }) =>
    withBrowser(async (browser) => {
      const context = await browser.newContext();
      const seen = await watch(context);
      await own(context, { body: QUIZ, ...page });
      await use({ context, seen, url: `${origin}/own`, leads });
    }),
  );
}

const broken = {
  'bad JSON': ['{ "version": 1,', /error: leadsieve: no config: \/own\.json: .*JSON.*\[config\/unavailable\]/],
  'an unknown field': [async () => ({ ...(await demoConfig()), quizes: {} }), /error: leadsieve: quizes: unknown field, known are/],
  'an unknown name in a quiz': [
    async () => {
      const config = await demoConfig();
      config.quizzes.kitchen.pages[1].visibleIf = '{budgt} > 1';
      return config;
    },
    /error: leadsieve: quizzes\.kitchen\.pages\[1\]\.visibleIf: unknown name \{budgt\}/,
  ],
};

for (const [what, [config, message]] of Object.entries(broken)) {
  test(`with ${what} in the config the console says where, the page goes on and the form posts`, async () =>
    onPage({ config: typeof config === 'function' ? await config() : config }, async ({ context, seen, url }) => {
      await context.route('**/fallback', (route) => route.fulfill({ body: 'thanks', contentType: 'text/html' }));
      const page = await context.newPage();
      await page.goto(`${url}?utm_source=google&utm_medium=cpc`);
      await until(() => seen.console.some((line) => message.test(line)), `${message} in ${seen.console}`);
      await until(() => seen.events.some(({ name, detail }) => name === 'error' && detail.severity === 'error'), 'leadsieve:error');
      assert.equal((await page.evaluate(() => leadsieve('source'))).first.channel, 'Paid Search');
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
      await page.getByLabel('Phone').fill('020 7946 0444');
      await page.getByRole('button', { name: 'Plain send' }).click();
      await page.getByText('thanks').waitFor();
      assert.ok(seen.console.every((line) => line.startsWith('error: leadsieve: ')), seen.console.join('\n'));
      assert.ok(!seen.console.some((line) => line.includes('unknown quiz')), 'the quiz is in the config that was refused');
    }));
}

test('with an unknown name in the score the page goes on with its quiz and says nothing to visitors', async () => {
  const config = await demoConfig();
  config.score.rules[1].if = '{budgt} > 1';
  await onPage({ config }, async ({ context, seen, url }) => {
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('lead-quiz .choice').first().waitFor();
    assert.deepEqual(seen.console, []);
  });
});

test('a config that cannot be fetched and one inside the page', async () => {
  await onPage({ config: '' , head: snippetTags({ config: '/none.json' }) }, async ({ context, seen, url }) => {
    const page = await context.newPage();
    await page.goto(url);
    await until(() => seen.console.some((line) => /no config: \/none\.json: the server answered 404, expected 200/.test(line)), seen.console.join('\n'));
  });
  const inline = `<script type="application/json" id="words">${JSON.stringify(await demoConfig())}</script>`;
  await onPage({ head: inline + snippetTags({ config: 'words' }) }, async ({ context, seen, url }) => {
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('lead-quiz .choice').first().waitFor();
    assert.deepEqual(seen.console, []);
  });
});

test('a server that names a wrong type for the wasm file', async () =>
  onPage({ config: await demoConfig() }, async ({ context, seen, url }) => {
    await context.route(`**/${FILES.wasm}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'text/plain' } });
    });
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('lead-quiz .choice').first().waitFor();
    assert.deepEqual(seen.console, []);
  }));

test('a wasm file that is not the one that the loader was built with is refused, and the form stays', async () =>
  onPage({ config: await demoConfig() }, async ({ context, url }) => {
    await context.route(`**/${FILES.wasm}`, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length - 1] ^= 1;
      await route.fulfill({ response, body });
    });
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForTimeout(500);
    await page.getByRole('button', { name: 'Plain send' }).waitFor();
  }));

test('under the strictest policy the quiz is drawn without a violation', async () => {
  const policy = [
    "default-src 'none'", "script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'",
    "form-action 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'",
  ].join('; ');
  const page = { config: await demoConfig(), head: snippetTags({ nonce: 'abc' }), headers: { 'content-security-policy': policy } };
  await onPage(page, async ({ context, seen, url, leads }) => {
    const page = await context.newPage();
    await page.goto(url);
    for (const text of ['replace', 'corner', 'Up to £4,000']) await page.locator('lead-quiz .choice').filter({ hasText: text }).first().click();
    await page.locator('lead-quiz .contact input[name=phone]').fill('020 7946 0555');
    await page.locator('lead-quiz .contact label').filter({ hasText: 'I agree' }).click();
    await page.getByRole('button', { name: 'Leave my contact' }).click();
    await page.getByText('We have received').waitFor();
    assert.equal((await leads())[0].lead.filter.verdict, 'out');
    assert.deepEqual(seen.console, []);
  });
});

test('with storage blocked everything works in memory', async () =>
  onPage({ config: await demoConfig() }, async ({ context, seen, url, leads }) => {
    await context.addInitScript(() =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      }),
    );
    const page = await context.newPage();
    await page.goto(`${url}?utm_source=a&utm_medium=cpc`);
    await ready(page);
    await page.evaluate(() => leadsieve('lead', { phone: '020 7946 0666' }, { message: 'Call me' }));
    await until(async () => (await leads()).length === 1, 'the lead');
    assert.equal((await leads())[0].lead.source.first.source, 'a');
    assert.deepEqual(seen.console, []);
  }));

test('a page without a quiz loads neither the element nor a language', async () =>
  onPage(
    { config: await demoConfig('bare'), head: snippetTags().replace(FILES.loader, FILES.loader_track), body: '<h1>Bare</h1>' },
    async ({ context, seen, url }) => {
      const loaded = [];
      context.on('response', (response) => loaded.push(new URL(response.url()).pathname.slice(1)));
      const page = await context.newPage();
      await page.goto(url);
      await until(() => seen.events.some(({ name }) => name === 'page.view'), 'a page view');
      assert.deepEqual(loaded.sort(), [FILES.loader_track, FILES.wasm_track, 'own', 'own.json'].sort());
      assert.deepEqual(seen.console, []);
    },
  ));

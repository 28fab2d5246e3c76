/**
 * Golden journeys in Chromium: the same visitors as in the model browser, with the same expectations, against the real
 * collector; and the recorded inputs, replayed natively, give the very bytes that went over the wire.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { launch, until, watch } from './lib/browser.mjs';
import { ROOT, demoConfig, withCollector } from './lib/collector.mjs';
import { maskKey, maskLead } from './lib/mask.mjs';
import { Visitor } from './lib/visitor.mjs';

const GOLDEN = join(ROOT, 'tests/golden');
const COMMAND = process.env.LEADSIEVE_CLI ?? join(ROOT, 'target/debug/leadsieve');

/** What the native engine sends for the inputs that a page recorded. */
function replayed(tape) {
  const { status, stdout, stderr } = spawnSync(COMMAND, ['replay'], { input: tape.join('\n'), encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(status, 0, stderr);
  return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line)).flatMap(({ send }) => send ?? []);
}

async function play(browser, folder) {
  const own = join(folder, 'config.json');
  const config = existsSync(own) ? JSON.parse(await readFile(own, 'utf8')) : await demoConfig();
  const steps = (await readFile(join(folder, 'journey.jsonl'), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line));
  // A visitor reaches the marks of engaged time that the journey waits for and no other, however slow the machine is:
  // of those that it never waits for only the one that a rule names stays, which is a minute away.
  const waited = steps.some((step) => step.do === 'wait' && step.seconds >= 10);
  config.events = { ...config.events, engaged_marks: waited ? [10, 60] : [60] };
  const expected = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8'));
  await withCollector(
    async (collector) => {
      const visitor = await new Visitor(browser, collector.origin, config).arrive(watch);
      for (const step of steps) await visitor[step.do](step);
      const { seen } = visitor;
      // A config that waits for consent warns its owner: that is no event of the visitor.
      const told = () => seen.events.filter(({ name, detail }) => detail?.severity !== 'warning');
      const isSaid = (line) => !line.includes('ERR_INTERNET_DISCONNECTED') && !line.startsWith('warning: leadsieve: consent.');
      await until(() => told().length >= expected.events.length, `${expected.events.length} events, found ${told().map(({ name }) => name)}`);
      assert.deepEqual(told().map(({ name }) => name), expected.events);
      await visitor.page?.close();
      const page = await visitor.context.newPage();
      await page.route('**/empty', (route) => route.fulfill({ body: '', contentType: 'text/html' }));
      await page.goto(`${collector.origin}/empty`);
      const keys = await page.evaluate(() => Object.keys(localStorage).sort());
      assert.deepEqual(keys.map(maskKey), expected.stored);
      const leads = await collector.leads();
      assert.deepEqual(leads.map(({ lead }) => maskLead(lead, collector.origin)), expected.leads);
      for (const { verdict, part } of leads) assert.equal(verdict, 'verified', part);
      // The masked number of attempts, exactly: how often the lead went out.
      for (const { lead } of leads) {
        const { key, attempt } = lead.delivery;
        assert.equal(attempt, seen.posts.filter(({ body }) => JSON.parse(body).delivery.key === key).length, key);
      }
      assert.deepEqual(seen.tapes.flatMap(replayed), seen.posts.map(({ body }) => body));
      assert.deepEqual(seen.console.filter(isSaid), []);
      await visitor.context.close();
    },
    { configs: [config] },
  );
}

const browser = await launch();
for (const name of (await readdir(GOLDEN)).sort()) {
  test(`journey ${name} gives the expected events, records and leads, and its replay the same bytes`, () => play(browser, join(GOLDEN, name)));
}
test('the browser is closed', () => browser.close());

/**
 * A page of a test's own whose events are heard, with consent given. Must not know which events are expected.
 */
import { until, watch, withBrowser } from './browser.mjs';
import { config, html, serve } from './web.mjs';

/** The origin of the test's own site. */
export const SITE = 'https://quill.example';

/**
 * Runs `use` with a page of the test's own, opened at `path`. `body` is its markup, `pages` are others by address, `events` the
 * config's part, `consent` what is granted, `options` go to the context. What the page does with events of its own comes
 * before the snippet, in `early`.
 */
export function onPage({ body = '', early = '', pages = {}, path = '/', events, more = {}, consent, options = {}, launch = {} }, use) {
  return withBrowser(async (browser) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const seen = await watch(context);
    const own = html({ body, early });
    const document = config({ ...(events && { events }), ...more }, consent);
    await serve(context, { pages, config: document, others: own });
    const page = await context.newPage();
    await page.goto(SITE + path);
    await started(page);
    // A visitor's pointer is somewhere.
    await page.mouse.move(600, 780);
    await use(new Heard(page, seen, context));
  }, launch);
}

/** Resolves when the module runs. */
export function started(page) {
  return page.evaluate(() => window.leadsieve.ready.then(() => true));
}

/** A page and what was heard of it. */
class Heard {
  constructor(page, seen, context) {
    Object.assign(this, { page, seen, context });
  }

  /** The details of the events of a name, without when and where. */
  of(name) {
    const plain = ({ at, since, page, ...properties }) => properties;
    return this.seen.events.filter((event) => event.name === name).map(({ detail }) => plain(detail));
  }

  /** The names of all events, in order. */
  get names() {
    return this.seen.events.map(({ name }) => name);
  }

  /** Waits until so many events of a name were heard; gives their details. */
  async until(name, count = 1, ms) {
    await until(() => this.of(name).length >= count, `${count} of ${name}, heard ${this.names.join(', ')}`, ms);
    return this.of(name);
  }

  /** Waits a moment, so that what should not come could have come. */
  rest(ms = 400) {
    return this.page.waitForTimeout(ms);
  }

  /** The counter of a name. */
  async count(path) {
    const facts = await this.page.evaluate(() => leadsieve('facts'));
    return path.split('.').reduce((found, part) => found?.[part], facts.event)?.count ?? 0;
  }
}

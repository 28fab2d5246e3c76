/**
 * A visitor in Chromium: the verbs of a journey, done with real input. The same verbs are done by the model browser in
 * `tests/model/journey.rs`. Must not know what is expected of them.
 */
import { until } from './browser.mjs';

const VIEWPORT = { width: 1280, height: 800 };

/** A visitor of the collector's demo with a config of the test's own. */
export class Visitor {
  constructor(browser, origin, config) {
    Object.assign(this, { browser, origin, config });
  }

  /** The context that pages are opened in: the config in place of the demo's, inputs recorded. */
  async arrive(watch) {
    this.context = await this.browser.newContext({ viewport: VIEWPORT, locale: 'en-GB', timezoneId: 'UTC' });
    this.seen = await watch(this.context);
    await this.context.route('**/demo/leadsieve.json', (route) => route.fulfill({ json: this.config }));
    await this.context.route(/\/demo\/([a-z]+\.html)?(\?.*)?$/, async (route) => {
      const response = await route.fetch();
      // The loader that records, in place of the one that ships; the other's wasm is not waited for.
      const html = (await response.text()).replace(/leadsieve(-track)?-(\d[^"]*\.js)/, 'leadsieve-record-$2');
      await route.fulfill({ response, body: html.replace(/<link rel="preload"[^>]*>/, '') });
    });
    // A click on an address of elsewhere is a click; there is no elsewhere to go to.
    await this.context.addInitScript(() => {
      addEventListener('click', (event) => {
        const link = event.composedPath().find((node) => node.href);
        if (link && !link.href.startsWith(location.origin)) event.preventDefault();
      });
    });
    return this;
  }

  /** The quiz that is drawn, not the owner's form behind it. */
  quiz(selector) {
    return this.page.locator(`lead-quiz ${selector}`);
  }

  /** The text of the option that a journey names by its value. */
  option(name, value) {
    const pages = this.config.quizzes.kitchen.pages.flatMap((page) => page.elements);
    return pages.find((element) => element.name === name).choices.find((choice) => choice.value === value).text;
  }

  async open({ path, referrer = '' }) {
    this.page ??= await this.context.newPage();
    await this.page.goto(this.origin + path, { referer: referrer.replace('SITE', this.origin) || undefined });
    await this.page.evaluate(() => window.leadsieve.ready);
    if (path.split('?')[0] === '/demo/') await this.quiz('.choice').first().waitFor();
  }

  wait({ seconds }) {
    return this.page.waitForTimeout(seconds * 1000);
  }

  /** The clock of every page from now on is so many days ahead. */
  days({ days }) {
    return this.context.addInitScript((ms) => {
      const real = Date.now;
      Date.now = () => real() + ms;
    }, days * 86_400_000);
  }

  async scroll({ percent }) {
    await this.page.mouse.move(300, 300);
    await this.page.evaluate((percent) => {
      const top = (document.documentElement.scrollHeight * percent) / 100 - innerHeight;
      window.scrollTo({ top: Math.ceil(top), behavior: 'instant' });
    }, percent);
    // Longer than the page goes unlooked at: what a visitor scrolls past sooner was not seen.
    await this.page.waitForTimeout(750);
  }

  click({ href }) {
    return this.page.locator(`a[href="${href}"]:visible`).first().click();
  }

  async choose({ name, value }) {
    const step = await this.step();
    await this.quiz('.choice').filter({ hasText: this.option(name, value) }).click();
    const kind = this.config.quizzes.kitchen.pages.flatMap((page) => page.elements).find((element) => element.name === name).type;
    if (kind === 'radiogroup') await this.moved(step);
  }

  type({ value }) {
    return this.quiz('.question .field').fill(value);
  }

  async next() {
    const step = await this.step();
    await this.press('Next');
    await this.moved(step);
  }

  async back() {
    const step = await this.step();
    await this.press('Back');
    await this.moved(step);
  }

  /** Presses the button that sends; where something is missing the step stays. */
  send() {
    return this.press(/^(Send|Leave my contact)$/);
  }

  press(name) {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  contact({ name, value }) {
    return this.quiz(`.contact input[name=${name}]`).fill(value);
  }

  tick({ id }) {
    const { text } = this.config.quizzes.kitchen.lead.consents.find((consent) => consent.id === id);
    return this.quiz('.contact label').filter({ hasText: text }).click();
  }

  consent({ granted }) {
    return this.page.evaluate((granted) => leadsieve('consent', { attribution: granted, behaviour: granted, lead: granted }), granted);
  }

  offline() {
    return this.context.setOffline(true);
  }

  online() {
    return this.context.setOffline(false);
  }

  async close() {
    await this.page.goto('about:blank');
    await this.page.close();
    this.page = undefined;
  }

  /** What names the step that is shown. */
  step() {
    return this.quiz('[part~=heading]').first().textContent();
  }

  moved(from) {
    return until(async () => (await this.step()) !== from, `another step than "${from}"`);
  }
}

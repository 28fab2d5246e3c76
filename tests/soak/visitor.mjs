/**
 * A visitor who does one thing after another, with real input, as a seeded generator says. Must not know what is measured.
 */

/** What is done how often: on every page, on the long-lived one alone, among the documents alone. */
const EVERYWHERE = {
  wander: 6, scroll: 8, contact: 4, outbound: 3, button: 4, type: 4, send: 3, copy: 2, keys: 4, tap: 3, play: 1, rage: 2,
  resize: 1, idle: 3, track: 3,
};
const IN_APP = { ...EVERYWHERE, route: 5, back: 3, away: 1 };
const AMONG_DOCUMENTS = { ...EVERYWHERE, follow: 12, backward: 6, forward: 4, reload: 1, hop: 3 };

/** A page out of the cache loads nothing, so there is nothing more to wait for. */
const COMMITTED = { waitUntil: 'commit', timeout: 5_000 };

/** Numbers from 0 up to 1, the same for the same seed: a linear congruential generator, which is good enough to wander by. */
export function generator(seed) {
  let state = Math.imul(seed + 1, 2654435761);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The visitor of both tabs; `done` counts the steps by kind. */
export class Visitor {
  constructor({ app, documents, session, random }) {
    Object.assign(this, { app, documents, session, random, done: {} });
  }

  /** Browses the long-lived page for so many milliseconds. */
  browseApp(ms) {
    return this.browse(this.app, IN_APP, ms);
  }

  /** Browses the documents for so many milliseconds. */
  browseDocuments(ms) {
    return this.browse(this.documents, AMONG_DOCUMENTS, ms);
  }

  async browse(page, weights, ms) {
    const end = Date.now() + ms;
    await page.bringToFront();
    while (Date.now() < end) {
      await parsed(page);
      const step = this.pick(weights);
      await this[step](page).catch(overtaken);
      this.done[step] = (this.done[step] ?? 0) + 1;
      await page.waitForTimeout(this.between(20, 300));
    }
  }

  pick(weights) {
    let rest = this.random() * Object.values(weights).reduce((sum, weight) => sum + weight);
    return Object.keys(weights).find((name) => (rest -= weights[name]) < 0);
  }

  between(least, most) {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  /** The middle of one of the elements that a selector finds, brought into view; nothing on a page that is just leaving. */
  spot(page, selector) {
    return page.evaluate(
      ([selector, share]) => {
        const found = [...document.querySelectorAll(selector)];
        const element = found[Math.floor(share * found.length)];
        if (!element) return null;
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = element.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      },
      [selector, this.random()],
    );
  }

  async click(page, selector, options) {
    const spot = await this.spot(page, selector);
    if (spot) await page.mouse.click(spot.x, spot.y, options);
  }

  wander(page) {
    return page.mouse.move(this.between(0, 700), this.between(0, 500), { steps: this.between(1, 8) });
  }

  scroll(page) {
    return page.mouse.wheel(0, this.between(-400, 700));
  }

  contact(page) {
    return this.click(page, '.contact');
  }

  outbound(page) {
    return this.click(page, '.outbound');
  }

  button(page) {
    return this.click(page, '#nothing, #grow, #shrink, li button');
  }

  async type(page) {
    await this.click(page, 'input[name=name], input[name=phone], textarea');
    await page.keyboard.type(`visitor ${this.between(0, 9999)}`, { delay: this.between(0, 40) });
  }

  async send(page) {
    if (this.random() < 0.5) return this.click(page, '#send');
    await this.click(page, 'input[name=name]');
    await page.keyboard.press('Enter');
  }

  async copy(page) {
    await this.click(page, 'p', { clickCount: 3 });
    await page.keyboard.press('Control+c');
  }

  async keys(page) {
    for (let times = this.between(1, 5); times > 0; times--) await page.keyboard.press('Tab');
    if (this.random() < 0.5) await page.keyboard.press('Enter');
  }

  async tap(page) {
    const spot = await this.spot(page, 'button, .contact, p');
    if (!spot) return;
    const session = this.session(page);
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [spot] });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  play(page) {
    return this.click(page, '#play');
  }

  async rage(page) {
    const spot = await this.spot(page, '#nothing, h1');
    for (let times = this.between(4, 9); spot && times > 0; times--) await page.mouse.click(spot.x, spot.y);
  }

  async resize(page) {
    const session = this.session(page);
    const { windowId } = await session.send('Browser.getWindowForTarget');
    await session.send('Browser.setWindowBounds', { windowId, bounds: { width: this.between(520, 1200), height: this.between(500, 900) } });
  }

  idle(page) {
    return page.waitForTimeout(this.between(500, 3000));
  }

  track(page) {
    return page.evaluate((n) => leadsieve('track', 'soak.step', { n }), this.between(0, 99));
  }

  route(page) {
    return this.click(page, '.route');
  }

  /** Back in the app, never out of it. */
  back(page) {
    return page.evaluate(() => navigation.canGoBack && history.back());
  }

  /** The other tab comes to the front, and goes. */
  async away(page) {
    await this.documents.bringToFront();
    await page.waitForTimeout(this.between(200, 3000));
    await page.bringToFront();
  }

  /** Follows a link and stays until the module runs. */
  async follow(page) {
    await this.click(page, '.route');
    await started(page);
  }

  /** Leaves before the module can have started. */
  async hop(page) {
    await this.click(page, '.route');
    await page.waitForTimeout(this.between(0, 60));
    await this.click(page, '.route');
  }

  /** Back among the documents, never out of them. */
  async backward(page) {
    if (await page.evaluate(() => navigation.canGoBack)) await page.goBack(COMMITTED);
  }

  async forward(page) {
    if (await page.evaluate(() => navigation.canGoForward)) await page.goForward(COMMITTED);
  }

  async reload(page) {
    await page.reload();
  }
}

/** Resolves once the page's elements are there, also on a page out of the cache, for which Playwright hears no such event. */
function parsed(page) {
  return page.waitForFunction(() => document.readyState !== 'loading', undefined, { polling: 50 });
}

/** Resolves once the module runs on a page, which must be in front: one that nobody has seen yet does not start it. */
export function started(page) {
  return page.waitForFunction(() => window.leadsieve?.ready.then(() => true), undefined, { polling: 50 });
}

/** A step that a navigation overtook is done, so is a way back that led nowhere; any other failure is one. */
function overtaken(error) {
  if (!/context was destroyed|navigat|ERR_ABORTED/i.test(error.message)) throw error;
}

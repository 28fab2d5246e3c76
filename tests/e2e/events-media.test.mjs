/**
 * What is seen and watched in Chromium: recordings of the page's own that really play, embedded players that speak as those
 * of YouTube, Vimeo and Rutube do, elements that the wheel brings on screen; and what of all that does not count.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/browser.mjs';
import { SITE, onPage } from './lib/events.mjs';
import { html } from './lib/web.mjs';

/** A recording of some seconds: a quiet tone, 8 bits at 8,000 Hz. */
function wav(seconds) {
  const samples = Buffer.from({ length: seconds * 8_000 }, (_, at) => 128 + Math.round(8 * Math.sin(at / 4)));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  [[16, 16, 4], [20, 1, 2], [22, 1, 2], [24, 8_000, 4], [28, 8_000, 4], [32, 1, 2], [34, 8, 2]].forEach(([at, value, bytes]) => head.writeUIntLE(value, at, bytes));
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

const inline = (seconds) => `data:audio/wav;base64,${wav(seconds).toString('base64')}`;

/** Serves a recording as servers do, with ranges, so that a visitor can skip in it. */
function record(context, seconds) {
  const sound = wav(seconds);
  return context.route('**/sound.wav*', (route) => {
    const [, from, to] = /bytes=(\d+)-(\d*)/.exec(route.request().headers().range ?? '') ?? [];
    const [first, last] = [Number(from ?? 0), Number(to || sound.length - 1)];
    const headers = { 'accept-ranges': 'bytes', 'content-type': 'audio/wav', ...(from && { 'content-range': `bytes ${first}-${last}/${sound.length}` }) };
    return route.fulfill({ status: from ? 206 : 200, headers, body: sound.subarray(first, last + 1) });
  });
}

const press = (heard, name) => heard.page.getByRole('button', { name, exact: true }).click();

/** What was told of recordings, in order, as words. */
const told = (heard) =>
  heard.seen.events
    .filter(({ name }) => name.startsWith('video.'))
    .map(({ name, detail: { kind, video, percent } }) => [name.slice(6), kind, video, percent].filter(Boolean).join(' '));

/** What is told of a recording that is played from its beginning to its end. */
const whole = (kind, video) => [`start ${kind} ${video}`, ...[25, 50, 75].map((percent) => `progress ${kind} ${video} ${percent}`), `complete ${kind} ${video}`];

test('a recording is told as it starts, as each quarter of it has been played, and at its end, once', () =>
  onPage({ body: '<audio controls preload="none" src="/sound.wav?v=1"></audio>' }, async (heard) => {
    await record(heard.context, 2);
    await heard.rest();
    assert.deepEqual(told(heard), []);
    const play = () => heard.page.locator('audio').click({ position: { x: 24, y: 27 } });
    await play();
    await heard.until('video.complete');
    assert.deepEqual(told(heard), whole('audio', 'sound.wav'));
    const [start, quarter, , , end] = heard.seen.events.filter(({ name }) => name.startsWith('video.')).map(({ detail }) => detail.since);
    assert.ok(quarter - start > 400 && end - quarter > 400 && end - start > 1_800, `${quarter - start} ms, ${end - start} ms`);
    await play();
    await heard.rest(300);
    assert.equal(told(heard).length, 5);
    const counts = ['video.start', 'video.progress', 'video.complete', 'video.25', 'video.75'].map((name) => heard.count(name));
    assert.deepEqual(await Promise.all(counts), [1, 3, 1, 1, 1]);
    assert.deepEqual(heard.seen.console, []);
  }));

test('who skips to the end has not seen it', () => {
  const body = `<audio id="tour" preload="none" src="/sound.wav"></audio><button onclick="tour.play()">Play</button>
    <button onclick="tour.currentTime = tour.duration - 0.2">Skip</button><script>tour.addEventListener('ended', () => (window.over = true))</script>`;
  return onPage({ body }, async (heard) => {
    await record(heard.context, 30);
    await press(heard, 'Play');
    await heard.until('video.start');
    await until(() => heard.page.evaluate(() => tour.currentTime > 0.3), 'the first sound');
    await press(heard, 'Skip');
    await until(() => heard.page.evaluate(() => window.over), 'the end');
    await heard.rest();
    assert.deepEqual(told(heard), ['start audio tour']);
    assert.deepEqual(heard.seen.console, []);
  });
});

const HERO = (id) => `<video id="${id}" autoplay muted loop src="${inline(5)}"></video>`;
const plays = (heard, ...ids) => until(() => heard.page.evaluate((ids) => ids.every((id) => document.getElementById(id).currentTime > 0.1), ids), `${ids} to play`);

test('a muted recording that plays by itself is a background, until the visitor gives it its sound', () =>
  onPage({ body: `${HERO('hero')}<button onclick="hero.muted = false">Sound</button>` }, async (heard) => {
    await plays(heard, 'hero');
    await heard.rest(1_100);
    assert.deepEqual(told(heard), []);
    await press(heard, 'Sound');
    assert.deepEqual(await heard.until('video.start'), [{ video: 'hero', kind: 'video' }]);
    assert.deepEqual(heard.seen.console, []);
  }));

test('a muted recording that a script plays before anybody touches the page is a background as well', () =>
  onPage({ body: `${HERO('hero').replace('autoplay', '')}<script>setTimeout(() => hero.play(), 300)</script>` }, async (heard) => {
    await plays(heard, 'hero');
    await heard.rest(1_100);
    assert.deepEqual(told(heard), []);
    assert.deepEqual(heard.seen.console, []);
  }));

test('backgrounds that play on do not hide how far a recording is', () => {
  const heroes = Array.from({ length: 10 }, (_, at) => `hero-${at}`);
  const body = `${heroes.map(HERO).join('')}<audio id="tour" preload="none" src="/sound.wav"></audio><button onclick="tour.play()">Play</button>`;
  return onPage({ body }, async (heard) => {
    await record(heard.context, 8);
    await plays(heard, ...heroes);
    await press(heard, 'Play');
    // A quarter was over 1.7 s ago.
    await until(() => heard.page.evaluate(() => tour.currentTime > 3.7), 'almost half of the recording');
    assert.deepEqual(told(heard).slice(0, 2), ['start audio tour', 'progress audio tour 25']);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('events of players that a script makes are none', () =>
  onPage({ body: '<audio id="still" preload="none" src="/sound.wav"></audio><div id="slide"></div>' }, async (heard) => {
    await heard.page.evaluate(() => {
      for (const name of ['play', 'playing', 'timeupdate', 'ended']) {
        for (const target of [still, slide]) target.dispatchEvent(new Event(name, { bubbles: true }));
      }
    });
    await heard.rest();
    assert.deepEqual(told(heard), []);
    assert.deepEqual(heard.seen.console, []);
  }));

test('a recording that cannot be had does not begin to play', () => {
  const body = '<audio id="gone" preload="none" src="/gone.wav"></audio><button onclick="gone.play().catch(() => (window.failed = true))">Play</button>';
  return onPage({ body }, async (heard) => {
    await heard.context.route('**/gone.wav', (route) => route.fulfill({ status: 404, body: '' }));
    await press(heard, 'Play');
    await until(() => heard.page.evaluate(() => window.failed), 'the failure');
    await heard.rest();
    assert.deepEqual(told(heard), []);
    assert.deepEqual(heard.seen.console.filter((line) => !line.includes('status of 404')), []);
  });
});

/** How each service's frame begins: it says nothing before it was asked, in its own words, to. */
const SPEAKS = {
  // Nothing is said without "enablejsapi=1" in the address, nor before "listening"; everything is repeated under the id.
  youtube: `
    let id;
    const post = (event, info = null) => id !== undefined && said(JSON.stringify({ event, info, id, channel: 'widget' }));
    const state = (playerState, more) => (post('onStateChange', playerState), post('infoDelivery', { playerState, ...more }));
    listen((data) => {
      const word = JSON.parse(data);
      if (word.event !== 'listening' || new URLSearchParams(location.search).get('enablejsapi') !== '1') return;
      id = word.id;
      post('initialDelivery', { playerState: 5, currentTime: 0, duration: 0, videoData: { title: 'Tour' }, muted: false, volume: 100 });
      post('onReady');
    });
    begin = (length) => (state(3, { currentTime: 0, duration: length }), state(1, { currentTime: 0, duration: length }));
    at = (seconds) => post('infoDelivery', { currentTime: seconds, videoLoadedFraction: 1 });
    end = (length) => state(0, { currentTime: length });`,
  // "ready" comes unasked; every other event only to who has asked for it by "addEventListener".
  vimeo: `
    const wanted = new Set();
    const post = (event, data) => wanted.has(event) && said(JSON.stringify({ event, data }));
    const place = (seconds, duration) => ({ seconds, percent: seconds / duration, duration });
    let length;
    listen((data) => {
      const { method, value } = typeof data === 'string' ? JSON.parse(data) : data;
      if (method === 'addEventListener') wanted.add(value);
      if (method === 'ping') said({ method: 'ping' });
    });
    ready = () => said(JSON.stringify({ event: 'ready' }));
    begin = (given) => ((length = given), post('play', place(0, length)));
    at = (seconds) => post('timeupdate', place(seconds, length));
    end = () => post('ended', place(length, length));`,
  // Everything comes unasked; how long the recording is, as soon as it is known: before anybody plays it.
  rutube: `
    const post = (type, data = {}) => said(JSON.stringify({ type, data }));
    let length = 100;
    ready = () => (post('player:ready', { videoId: 'xyz' }), post('player:durationChange', { duration: length }));
    begin = (given) => {
      if (given !== length) post('player:durationChange', { duration: (length = given) });
      post('player:changeState', { state: 'playing' });
    };
    at = (time) => post('player:currentTime', { time, currentTime: time, duration: length });
    end = () => (post('player:changeState', { state: 'stopped' }), post('player:playComplete'));`,
};

/**
 * A page in place of an embedded player, with buttons that play. Time in it goes as fast as it can: positions are told every
 * quarter of a second of the recording, as players tell them. One that is `late` listens only once its `wake` is called.
 */
const player = (service, late = false) => `<!doctype html><title>Player</title><button id="play">Play</button><button id="short">Short</button>
  <button id="skip">Skip</button><script>
  let begin, at, end, ready = () => {};
  const said = (word) => (window.to ?? parent).postMessage(word, '*');
  const listen = (hear) => addEventListener('message', ({ data, source }) => source === parent && hear(data));
  const play = (length, to = length) => {
    begin(length);
    for (let seconds = 0; seconds <= to; seconds += 0.25) at(seconds);
    end(length);
  };
  for (const [name, length, to] of [['play', 100], ['short', 20], ['skip', 100, 5]]) document.getElementById(name).onclick = () => play(length, to);
  const wake = () => {${SPEAKS[service]}; ready()};
  ${late ? '' : 'wake()'}
</script>`;

/** A frame of each service, and one more of YouTube's other host: its address, its service and the name of its recording. */
const FRAMES = [
  ['https://www.youtube.com/embed/abc123?enablejsapi=1', 'youtube', 'abc123'],
  ['https://player.vimeo.com/video/42?h=a1b2', 'vimeo', '42'],
  ['https://rutube.ru/play/embed/xyz/', 'rutube', 'xyz'],
  ['https://www.youtube-nocookie.com/embed/d-e_F?start=3&enablejsapi=1', 'youtube', 'd-e_F'],
];
const [[YOUTUBE], [VIMEO]] = FRAMES;

/**
 * Runs `use` on a page with `body`, whose frames are the services' players; they have loaded before the module runs, unless
 * they are lazy.
 */
function onPageWithPlayers({ body, late }, use) {
  const path = '/watch';
  return onPage({ pages: { [SITE + path]: html({ body }) } }, async (heard) => {
    for (const [address, service] of FRAMES) {
      await heard.context.route(`${new URL(address).origin}/**`, (route) => route.fulfill({ body: player(service, late), contentType: 'text/html' }));
    }
    let haveLoaded;
    const loaded = new Promise((resolve) => (haveLoaded = resolve));
    await heard.context.route('**/*.wasm', (route) => loaded.then(() => route.fallback()));
    await heard.page.goto(SITE + path);
    haveLoaded();
    await heard.page.evaluate(() => window.leadsieve.ready.then(() => true));
    await use(heard);
  });
}

const frame = (src, more = '') => `<iframe src="${src}" ${more}></iframe>`;
/** Clicks a button inside a frame. */
const pressIn = (heard, src, id = 'play') => heard.page.frameLocator(`iframe[src="${src}"]`).locator(`#${id}`).click();

test('embedded players that stand on the page are heard', () =>
  onPageWithPlayers({ body: FRAMES.map(([src]) => frame(src)).join('') }, async (heard) => {
    await heard.rest(300);
    assert.deepEqual(told(heard), []);
    for (const [src] of FRAMES) await pressIn(heard, src);
    await heard.rest(300);
    // Once more: it was told before.
    await pressIn(heard, YOUTUBE);
    await heard.rest(300);
    assert.deepEqual(told(heard), FRAMES.flatMap(([, kind, name]) => whole(kind, name)));
    assert.deepEqual(heard.seen.console, []);
  }));

test('embedded players that come only later are heard, the first as those after it', () =>
  onPageWithPlayers({ body: '<p>Nothing yet</p>' }, async (heard) => {
    for (const [src] of FRAMES) {
      await heard.page.evaluate((src) => new Promise((resolve) => {
        document.body.append(Object.assign(document.createElement('iframe'), { src, onload: () => resolve(true) }));
      }), src);
      await heard.rest(200);
      await pressIn(heard, src);
    }
    await heard.rest(300);
    assert.deepEqual(told(heard), FRAMES.flatMap(([, kind, name]) => whole(kind, name)));
    assert.deepEqual(heard.seen.console, []);
  }));

test('a short recording in an embedded player is complete like a long one', () =>
  onPageWithPlayers({ body: frame(VIMEO) }, async (heard) => {
    await heard.rest(300);
    await pressIn(heard, VIMEO, 'short');
    await heard.until('video.start');
    await heard.rest(300);
    assert.deepEqual(told(heard), whole('vimeo', '42'));
    assert.deepEqual(heard.seen.console, []);
  }));

test('who skips to the end in an embedded player has not seen it', () =>
  onPageWithPlayers({ body: FRAMES.map(([src]) => frame(src)).join('') }, async (heard) => {
    await heard.rest(300);
    for (const [src] of FRAMES) await pressIn(heard, src, 'skip');
    await heard.until('video.start', FRAMES.length);
    await heard.rest(300);
    assert.deepEqual(told(heard), FRAMES.map(([, kind, name]) => `start ${kind} ${name}`));
    assert.deepEqual(heard.seen.console, []);
  }));

test('an embedded player that listens only a while after its frame has loaded is heard all the same', () =>
  onPageWithPlayers({ body: frame(YOUTUBE) + frame(VIMEO), late: true }, async (heard) => {
    await heard.rest(300);
    for (const place of heard.page.frames().slice(1)) await place.evaluate(() => wake());
    await heard.rest(1_000);
    for (const src of [YOUTUBE, VIMEO]) await pressIn(heard, src);
    await heard.rest(300);
    assert.deepEqual(told(heard), [...whole('youtube', 'abc123'), ...whole('vimeo', '42')]);
    assert.deepEqual(heard.seen.console, []);
  }));

test('a player that plays by itself and without sound is a background', () => {
  const [youtube, vimeo] = [`${YOUTUBE}&autoplay=1&mute=1`, `${VIMEO}&background=1`];
  return onPageWithPlayers({ body: frame(youtube) + frame(vimeo) }, async (heard) => {
    await heard.rest(300);
    // Nobody clicks: the frames play by themselves.
    for (const place of heard.page.frames().slice(1)) await place.evaluate(() => play(100, 50));
    await heard.rest(600);
    assert.deepEqual(told(heard), []);
    assert.deepEqual(heard.seen.console, []);
  });
});

test('a frame that loads only when it is scrolled to costs no word in the console, and is heard then', () =>
  onPageWithPlayers({ body: `<div style="height: 20000px"></div>${frame(YOUTUBE, 'loading="lazy"')}${frame(VIMEO, 'loading="lazy"')}` }, async (heard) => {
    await heard.rest(600);
    assert.deepEqual(heard.seen.console, []);
    await heard.page.locator('iframe').first().scrollIntoViewIfNeeded();
    await heard.rest(600);
    await pressIn(heard, YOUTUBE);
    await heard.until('video.start');
    assert.deepEqual(heard.seen.console, []);
  }));

test('what is no word of a player on the page is ignored: of other origins, of the page itself, of frames inside frames, and nonsense', () => {
  const body = frame(YOUTUBE) + frame('https://elsewhere.example/wrap') + frame('https://youtube.elsewhere.example/embed/abc123');
  return onPageWithPlayers({ body }, async (heard) => {
    await heard.rest(300);
    const words = [
      { event: 'infoDelivery', info: { playerState: 1, currentTime: 1, duration: 10 } }, { event: 'play', data: { seconds: 1, duration: 10 } },
      { type: 'player:changeState', data: { state: 'playing' } },
    ].flatMap((word) => [word, JSON.stringify(word)]);
    const [own, ...frames] = heard.page.frames();
    const foreign = frames.filter((place) => place.url().includes('elsewhere'));
    assert.equal(foreign.length, 2);
    for (const place of [own, ...foreign]) await place.evaluate((words) => words.forEach((word) => top.postMessage(word, '*')), words);
    // A player inside somebody else's frame speaks past it to the page.
    const inner = await foreign[0].evaluateHandle(() => {
      const frame = Object.assign(document.createElement('iframe'), { src: 'https://www.youtube.com/embed/inner?enablejsapi=1' });
      return new Promise((resolve) => (frame.onload = () => resolve(frame), document.body.append(frame)));
    });
    const nested = await inner.asElement().contentFrame();
    await nested.evaluate((words) => words.forEach((word) => top.postMessage(word, '*')), words);
    const known = frames.find((place) => place.url() === YOUTUBE);
    await known.evaluate(() => {
      const texts = ['', '{', 'null', '7', '[]', '{"event":"infoDelivery","info":{}}'];
      for (const word of [...texts, null, 7, [1], { info: null }, { info: 5 }, new Map(), new ArrayBuffer(8)]) {
        parent.postMessage(word, '*');
      }
    });
    await heard.rest();
    assert.deepEqual(told(heard), []);
    await pressIn(heard, YOUTUBE);
    await heard.until('video.complete', 1, 3_000);
    assert.deepEqual(heard.seen.console, []);
  });
});

/** Notes when the page was scrolled last and when an element was told, by the page's own clock. */
const CLOCK = `<script>
  addEventListener('scroll', () => (window.scrolled = performance.now()), { passive: true });
  addEventListener('leadsieve:element.seen', () => (window.waited = performance.now() - window.scrolled));
</script>`;
const tall = (height, more = '') => `<div style="height: ${height}px" ${more}></div>`;
const elements = { elements: [{ name: 'reviews', selector: '.reviews' }] };

/** Turns the mouse's wheel until the page stands at `top`, in steps of at most `step` pixels. */
async function wheel(heard, top, step = 2_000) {
  await heard.page.mouse.move(600, 400);
  await until(async () => {
    const at = await heard.page.evaluate(() => scrollY);
    if (Math.abs(at - top) < 2) return true;
    await heard.page.mouse.wheel(0, Math.sign(top - at) * Math.min(step, Math.abs(top - at)));
    return false;
  }, `the page at ${top}`);
}

test('an element counts once half of it was on screen for a whole second, and only once; not one that is scrolled past', () =>
  onPage({ body: CLOCK + tall(1_600) + tall(400, 'class="reviews"') + tall(3_000), events: elements }, async (heard) => {
    await wheel(heard, 4_000, 500);
    // The element begins some 1,670 pixels from the top: a third of it is on screen, for as long as one likes.
    await wheel(heard, 1_000);
    await heard.rest(1_100);
    // The whole of it, twice, each time for less than a second.
    for (const ms of [200, 400]) {
      await wheel(heard, 1_500);
      await heard.rest(ms);
      await wheel(heard, 3_500);
    }
    await heard.rest(1_100);
    assert.deepEqual(heard.of('element.seen'), []);
    // Two thirds of it.
    await wheel(heard, 1_150);
    assert.deepEqual(await heard.until('element.seen'), [{ element: 'reviews' }]);
    const waited = await heard.page.evaluate(() => window.waited);
    assert.ok(waited > 900 && waited < 3_000, `${waited} ms`);
    await wheel(heard, 0);
    await wheel(heard, 1_500);
    await heard.rest(1_200);
    assert.deepEqual([heard.of('element.seen').length, await heard.count('element.seen'), await heard.count('element.reviews')], [1, 1, 1]);
    assert.deepEqual(heard.seen.console, []);
  }));

for (const screens of [4, 15]) {
  test(`an element of ${screens} screens counts once it fills half of the screen`, () =>
    onPage({ body: tall(1_600) + tall(screens * 800, 'class="reviews"'), events: elements }, async (heard) => {
      // A quarter of the screen, then five eighths of it, as slowly as somebody reads.
      await wheel(heard, 1_070, 200);
      await heard.rest(1_200);
      assert.deepEqual(heard.of('element.seen'), []);
      await wheel(heard, 1_370, 60);
      assert.deepEqual(await heard.until('element.seen', 1, 3_000), [{ element: 'reviews' }]);
      assert.deepEqual(heard.seen.console, []);
    }));
}

test('elements that come later or are shown later count, and of several that share a name one is enough', () => {
  const events = { elements: [{ name: 'late', selector: '#late' }, { name: 'hidden', selector: '#hidden' }, { name: 'review', selector: '.review' }] };
  const body = `<p id="hidden" hidden>Hidden</p><p class="review">First</p>${tall(3_000)}<p class="review">Second</p>`;
  return onPage({ body, events }, async (heard) => {
    await heard.rest(300);
    await heard.page.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<section><p id="late">Late</p></section>'));
    const seen = (name) => until(() => heard.of('element.seen').some(({ element }) => element === name), name, 3_000);
    await seen('late');
    await heard.page.evaluate(() => (document.getElementById('hidden').hidden = false));
    await seen('hidden');
    await heard.rest(300);
    assert.deepEqual(heard.of('element.seen').map(({ element }) => element).sort(), ['hidden', 'late', 'review']);
    assert.deepEqual(heard.seen.console, []);
  });
});

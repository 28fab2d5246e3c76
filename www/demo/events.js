/**
 * The demo of events: shows each event as it is told. It stands for the page's own script: it knows LeadSieve by its DOM
 * events alone, opens nothing, and sends nothing.
 */
'use strict';

const MOST = 60;
const log = document.getElementById('log');
const counts = new Map();

for (const mark of document.querySelectorAll('[data-event]')) mark.textContent = mark.dataset.event;

/** Every event of the module comes through here: their names are not known beforehand. */
const dispatch = window.dispatchEvent;
window.dispatchEvent = (event) => {
  if (event.type.startsWith('leadsieve:') && event.type !== 'leadsieve:error') show(event.type.slice(10), event.detail ?? {});
  return dispatch.call(window, event);
};

function show(name, { at, since, page, ...properties }) {
  counts.set(name, (counts.get(name) ?? 0) + 1);
  const mark = document.querySelector(`[data-event="${CSS.escape(name)}"]`);
  if (mark) {
    mark.classList.add('is-heard');
    mark.textContent = counts.get(name) > 1 ? `${name} × ${counts.get(name)}` : name;
  }
  log.prepend(entry(name, since, properties));
  while (log.children.length > MOST) log.lastElementChild.remove();
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  document.getElementById('tally').textContent = `${total} ${total === 1 ? 'event' : 'events'}, ${counts.size} ${counts.size === 1 ? 'kind' : 'kinds'}`;
  document.getElementById('latest').textContent = name;
}

function entry(name, since, properties) {
  const [item, title, time, rest] = ['li', 'strong', 'time', 'span'].map((tag) => document.createElement(tag));
  title.textContent = name;
  time.textContent = `${(since / 1000).toFixed(1)} s`;
  rest.textContent = Object.entries(properties).map(([key, value]) => `${key}: ${value}`).join(', ');
  item.append(title, time, rest);
  return item;
}

/** A link inside a shadow tree: found all the same. */
const root = document.getElementById('shadow').attachShadow({ mode: 'open' });
const link = Object.assign(document.createElement('a'), { href: 'viber://chat?number=442079460142', textContent: 'Viber, inside a shadow tree' });
const sheet = new CSSStyleSheet();
sheet.replaceSync('a { color: #1f4f42; text-underline-offset: .2em }');
root.adoptedStyleSheets = [sheet];
root.append(link);

/** Nothing of this page leads away, except to its other pages. */
for (const name of ['click', 'auxclick']) {
  document.addEventListener(name, (event) => {
    const found = event.composedPath().find((node) => node.localName === 'a');
    if (!found) return;
    const isInside = found.href.startsWith(location.origin) && !found.href.endsWith('.pdf');
    if (!isInside || 'view' in found.dataset) event.preventDefault();
    if ('view' in found.dataset && event.button === 0) history.pushState({}, '', found.href);
  });
}

document.getElementById('visit').addEventListener('submit', (event) => {
  event.preventDefault();
  document.getElementById('visit-sent').hidden = false;
});

document.getElementById('own').addEventListener('click', () => {
  if (typeof window.leadsieve === 'function') window.leadsieve('track', 'demo.step', { from: 'button' });
});

/** Six seconds of a soft tone, made here: a file of 8-bit samples. */
function tone(seconds, rate = 8000) {
  const bytes = new Uint8Array(44 + seconds * rate);
  const view = new DataView(bytes.buffer);
  const word = (at, text) => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  word(0, 'RIFF');
  view.setUint32(4, 36 + seconds * rate, true);
  word(8, 'WAVEfmt ');
  [[16, 16, 4], [20, 1, 2], [22, 1, 2], [24, rate, 4], [28, rate, 4], [32, 1, 2], [34, 8, 2], [40, seconds * rate, 4]].forEach(([at, value, size]) =>
    size === 4 ? view.setUint32(at, value, true) : view.setUint16(at, value, true),
  );
  word(36, 'data');
  for (let index = 0; index < seconds * rate; index++) bytes[44 + index] = 128 + Math.round(12 * Math.sin((index / rate) * 2 * Math.PI * 330));
  return new Blob([bytes], { type: 'audio/wav' });
}

document.getElementById('tour').src = URL.createObjectURL(tone(6));

/** On a narrow screen the list begins folded. */
if (matchMedia('(max-width: 63.99rem)').matches) document.getElementById('panel').open = false;

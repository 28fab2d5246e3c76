/**
 * Decides how the figures of a soak are taken. Must not know what is done on the pages, and judges nothing.
 *
 * - Frames: every page has an observer of long animation frames. A frame over 50 ms tells each of its scripts over 5 ms, by
 *   the file it came from. What the observer has not told yet is taken when a page is left; what takes long in leaving it is
 *   not seen, since that frame never ends. What goes on from a promise of WebAssembly that the compiler fulfils later belongs
 *   to no script: such frames are counted.
 * - Heap: what V8 uses after garbage was collected until that changes nothing. It is counted for a process, so the page
 *   that is measured must be the only one in its own: tabs that were opened apart are.
 * - Memory of the module: V8 is asked for every `WebAssembly.Memory` that is alive, which needs no hook in the page.
 */

/** Two readings of the heap that are nearer than this, in bytes, are one. */
const STEADY = 2048;

/**
 * What every page tells from now on: long `frames` with their scripts, how many long `tasks`, how often a page was `restored`
 * out of the cache, the `events` of the module by name, every line of the `console`. `sessions` are those of the tabs: they
 * hear as well what a page says while it is left.
 */
export async function watchPages(context, sessions) {
  const told = { frames: [], tasks: 0, restored: 0, events: {}, console: [] };
  const hear = {
    frame: (frame) => told.frames.push(frame),
    task: () => told.tasks++,
    restored: () => told.restored++,
    event: (name) => (told.events[name] = (told.events[name] ?? 0) + 1),
  };
  context.on('console', (message) => told.console.push(`${message.type()}: ${message.text()}`));
  context.on('weberror', (error) => told.console.push(`uncaught: ${error.error().message}`));
  for (const session of sessions) {
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name !== 'soakTold') return;
      const [kind, what] = JSON.parse(payload);
      hear[kind](what);
    });
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: 'soakTold' });
  }
  await context.addInitScript(watchPage);
  return told;
}

/** The part that runs in each page, before anything else does. */
function watchPage() {
  if (window !== top) return;
  const tell = (...what) => window.soakTold(JSON.stringify(what));
  const script = ({ sourceURL, sourceFunctionName, invoker, invokerType, duration }) => ({
    sourceURL, sourceFunctionName, invoker, invokerType, duration, page: location.pathname,
  });
  const tellEntry = ({ entryType, blockingDuration, scripts }) => {
    if (entryType === 'longtask') tell('task');
    else tell('frame', { blocking: blockingDuration, scripts: scripts.map(script) });
  };
  const observers = ['long-animation-frame', 'longtask'].map((type) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(tellEntry));
    observer.observe({ type, buffered: true });
    return observer;
  });
  addEventListener('pagehide', () => observers.forEach((observer) => observer.takeRecords().forEach(tellEntry)));
  addEventListener('pageshow', (event) => event.persisted && tell('restored'));
  const dispatch = window.dispatchEvent;
  window.dispatchEvent = (event) => {
    const [prefix, name] = event.type.split(/:(.*)/s);
    if (prefix === 'leadsieve') tell('event', name);
    return dispatch.call(window, event);
  };
}

/** Bytes in use of the page's heap, and of the module's memory. */
export async function memory(session) {
  return { heap: await heap(session), wasm: await wasm(session) };
}

async function heap(session) {
  let [before, after] = [Infinity, await collected(session)];
  for (let tries = 0; tries < 10 && Math.abs(before - after) > STEADY; tries++) [before, after] = [after, await collected(session)];
  return after;
}

async function collected(session) {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

async function wasm(session) {
  const objectGroup = 'soak';
  const { result } = await session.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype', objectGroup });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId, objectGroup });
  const sum = 'function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }';
  const found = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId, functionDeclaration: sum, returnByValue: true });
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  return found.result.value;
}

/** How many events the module's log holds; -1 and why where it cannot be read. */
export function logLength(page) {
  return page.evaluate(() =>
    leadsieve('events').then(({ events }) => ({ length: events.length }), ({ code, message }) => ({ length: -1, why: `${code}: ${message}` })),
  );
}

/** Bytes of ours in local storage, keys included. */
export function stored(page) {
  return page.evaluate(() => {
    const ours = Object.entries(localStorage).filter(([key]) => key.startsWith('leadsieve.'));
    return new TextEncoder().encode(ours.flat().join('')).length;
  });
}

/**
 * Decides how consent platforms of the page are heard: the IAB's framework and Google's Consent Mode. Must not know what
 * their words mean: the module does. Must not let a platform that fails reach the module or the page.
 */

type From = 'tcf' | 'consent_mode';
type Tell = (from: From, data: unknown) => void;
type Heard = (data: Record<string, unknown> | number | null, ok: boolean) => void;
type Tcf = (command: string, version: number, heard: Heard, what?: unknown) => void;
type Page = Window & { __tcfapi?: Tcf; dataLayer?: unknown[] };

/** Platforms may come later than we: after how many milliseconds they are looked for again, at first and at most. */
const REST_MS = 500;
const MOST_REST_MS = 8_000;

/** Whether a platform is on the page already. */
export function isHeard(): boolean {
  const { __tcfapi, dataLayer } = window as Page;
  return !!__tcfapi || (Array.isArray(dataLayer) && dataLayer.some(command));
}

/** Hands on what the platforms of `sources` say, what was said before first; returns the way to stop. */
export function hear(sources: string[] | undefined, tell: Tell): () => void {
  let rest = REST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wanted = (from: From) => !sources || sources.includes(from);
  const stops: Partial<Record<From, () => void>> = {};
  const look = () => {
    const { __tcfapi, dataLayer } = window as Page;
    try {
      if (__tcfapi && wanted('tcf')) stops.tcf ??= hearTcf(__tcfapi, tell);
      if (Array.isArray(dataLayer) && wanted('consent_mode')) stops.consent_mode ??= hearMode(dataLayer, tell);
    } catch (error) {
      console.warn('leadsieve: a consent platform of the page failed:', error);
    }
    const isOpen = (['tcf', 'consent_mode'] as const).some((from) => wanted(from) && !stops[from]);
    if (isOpen) timer = setTimeout(look, (rest = Math.min(rest * 1.5, MOST_REST_MS)));
  };
  look();
  return () => {
    clearTimeout(timer);
    Object.values(stops).forEach((stop) => stop());
  };
}

function hearTcf(api: Tcf, tell: Tell): () => void {
  let listener: unknown;
  let isOver = false;
  const leave = () => listener !== undefined && api('removeEventListener', 2, () => {}, listener);
  api('addEventListener', 2, (data, ok) => {
    if (!ok || typeof data !== 'object' || !data) return;
    listener = data.listenerId;
    if (isOver) return void leave();
    const { gdprApplies, eventStatus, purpose, publisher } = data as Record<string, { consents?: object }>;
    const consents = (part?: { consents?: object }) => ({ consents: part?.consents ?? {} });
    tell('tcf', { gdprApplies, eventStatus, purpose: consents(purpose), publisher: consents(publisher) });
  });
  return () => {
    isOver = true;
    leave();
  };
}

/** Commands stand in the layer as `arguments` objects; what is pushed later passes through here first. */
function hearMode(layer: unknown[], tell: Tell): () => void {
  let isOver = false;
  const see = (entry: unknown) => {
    const found = isOver ? undefined : command(entry);
    if (found) tell('consent_mode', found);
  };
  layer.forEach(see);
  const push = layer.push;
  const ours = function (...entries: unknown[]) {
    const length = push.apply(layer, entries);
    entries.forEach(see);
    return length;
  };
  // A layer that cannot be changed is one of which nothing more is heard.
  if (!Reflect.set(layer, 'push', ours)) console.warn('leadsieve: dataLayer is frozen: updates of Consent Mode are not heard');
  return () => {
    isOver = true;
    if (layer.push === ours) layer.push = push;
  };
}

/** A command of Consent Mode as a plain list; nothing for any other entry. */
function command(entry: unknown): unknown[] | undefined {
  const { 0: name, 1: kind, 2: said } = (entry ?? {}) as Record<number, unknown>;
  if (name !== 'consent' || typeof kind !== 'string' || typeof said !== 'object' || !said) return undefined;
  const words = Object.entries(said).map(([key, value]) => [key, Array.isArray(value) ? value.join() : value]);
  return [name, kind, Object.fromEntries(words.filter(([, value]) => typeof value === 'string'))];
}

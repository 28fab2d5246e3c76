/**
 * Decides how consent platforms of the page are heard: the IAB's framework and Google's Consent Mode. Must not know what
 * their words mean: the module does.
 */

type Tell = (from: 'tcf' | 'consent_mode', data: unknown) => void;
type Tcf = (command: string, version: number, heard: (data: Record<string, unknown> | number | null, ok: boolean) => void, what?: unknown) => void;
type Page = Window & { __tcfapi?: Tcf; dataLayer?: unknown[] };

/** Platforms may come later than we: how often they are looked for, and after how many milliseconds. */
const LOOKS = 20;
const REST_MS = 500;

/** Whether a platform is on the page already. */
export function isHeard(): boolean {
  const { __tcfapi, dataLayer } = window as Page;
  return !!__tcfapi || (Array.isArray(dataLayer) && dataLayer.some((entry) => plain(entry)));
}

/** Hands on what the platforms say, from now on and what was said before; returns the way to stop. */
export function hear(tell: Tell): () => void {
  let left = LOOKS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stops: { tcf?: () => void; mode?: () => void } = {};
  const look = () => {
    const { __tcfapi, dataLayer } = window as Page;
    if (__tcfapi && !stops.tcf) stops.tcf = hearTcf(__tcfapi, tell);
    if (Array.isArray(dataLayer) && !stops.mode) stops.mode = hearMode(dataLayer, tell);
    if ((!stops.tcf || !stops.mode) && left-- > 0) timer = setTimeout(look, REST_MS);
  };
  look();
  return () => {
    clearTimeout(timer);
    stops.tcf?.();
    stops.mode?.();
  };
}

function hearTcf(api: Tcf, tell: Tell): () => void {
  let listener: unknown;
  let isOver = false;
  try {
    api('addEventListener', 2, (data, ok) => {
      if (isOver || !ok || typeof data !== 'object' || !data) return;
      listener = data.listenerId;
      const { gdprApplies, eventStatus, purpose, publisher } = data as Record<string, { consents?: object }>;
      const consents = (part?: { consents?: object }) => ({ consents: part?.consents ?? {} });
      tell('tcf', { gdprApplies, eventStatus, purpose: consents(purpose), publisher: consents(publisher) });
    });
  } catch (error) {
    console.warn('leadsieve: the consent platform of the page failed:', error);
  }
  return () => {
    isOver = true;
    if (listener !== undefined) api('removeEventListener', 2, () => {}, listener);
  };
}

/** Commands stand in the layer as `arguments` objects; what is pushed later passes through here first. */
function hearMode(layer: unknown[], tell: Tell): () => void {
  let isOver = false;
  const see = (entry: unknown) => {
    const command = isOver ? undefined : plain(entry);
    if (command) tell('consent_mode', command);
  };
  const push = layer.push;
  layer.push = function (...entries: unknown[]) {
    const length = push.apply(layer, entries);
    entries.forEach(see);
    return length;
  };
  layer.forEach(see);
  return () => {
    isOver = true;
  };
}

/** A command of Consent Mode as a plain list; nothing for any other entry. */
function plain(entry: unknown): unknown[] | undefined {
  const { 0: name, 1: kind, 2: said } = (entry ?? {}) as Record<number, unknown>;
  if (name !== 'consent' || typeof kind !== 'string' || typeof said !== 'object' || !said) return undefined;
  return [name, kind, Object.fromEntries(Object.entries(said).filter(([, value]) => typeof value === 'string'))];
}

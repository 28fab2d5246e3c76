/**
 * Decides what the page tells the loader: its script's attributes, its language, the stub it brought. Must not start
 * anything.
 */
import type { Call } from './api';

/** A landing as the stub froze it. */
export interface Landing {
  url: string;
  referrer: string;
  at: number;
  arrival: boolean;
}

/** What the stub froze and queued. */
export interface Stub {
  calls: Call[];
  links: string[];
  landing: Landing;
  stop(): void;
  /** Runs a call at once; there from the moment the module is. */
  run?: (call: unknown[]) => Promise<unknown>;
  /** A copy of the loader has taken the page. */
  taken?: boolean;
}

/** What the snippet's attributes say. */
export interface Options {
  /** Address of the config, or the id of a script element that holds it. */
  config: string;
  /** BCP 47 tag of the page's language. */
  lang: string;
  /** What the page says of consent from the start: `granted`, `denied` or nothing. */
  consent: string;
  /** What the owner calls this variant of the page. */
  variant: string;
  /** What is wrong or doubtful in the config is said, even where it can be used. */
  debug: boolean;
}

type Global = Window & { leadsieve?: { (...call: unknown[]): Promise<unknown>; stub?: Stub; ready?: Promise<unknown> } };

/** Whether the browser has what the module needs; below that the owner's plain form stays. */
export function isSupported(): boolean {
  const styles = 'adoptedStyleSheets' in Document.prototype;
  return typeof WebAssembly === 'object' && 'customElements' in window && styles && 'timeout' in AbortSignal;
}

/** The page's stub, once: a second copy of the loader gets none. A page without the stub gets one now. */
export function takeStub(): Stub | undefined {
  const page = window as Global;
  if (!page.leadsieve?.stub) page.leadsieve = lateStub();
  const stub = page.leadsieve.stub;
  if (!stub || stub.taken) return undefined;
  stub.taken = true;
  const queue = page.leadsieve;
  // The same function stays, so that whoever kept it calls the module through it.
  const call = (...args: unknown[]) => (stub.run ? stub.run(args) : queue(...args));
  page.leadsieve = Object.assign(call, { stub, ready: queue.ready });
  return stub;
}

/** Whether the page was come to, not reloaded and not gone back to. */
function isArrival(): boolean {
  const entry = performance.getEntriesByType?.('navigation')[0] as PerformanceNavigationTiming | undefined;
  return !/^(reload|back)/.test(entry?.type ?? '');
}

function lateStub(): NonNullable<Global['leadsieve']> {
  const calls: Call[] = [];
  const stub: Stub = {
    calls,
    links: [],
    landing: { url: location.href, referrer: document.referrer, at: Date.now(), arrival: isArrival() },
    stop: () => {},
  };
  const queue = (...call: unknown[]) => new Promise((resolve, reject) => calls.push([call, resolve, reject]));
  const ready = new Promise((resolve, reject) => calls.push([['ready'], resolve, reject]));
  return Object.assign(queue, { stub, ready });
}

/** The landing of a page before in this tab that was left before the module ran; it is taken once. */
export function takeEarlier(): Landing | undefined {
  const key = 'leadsieve.landing';
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Landing | null;
    sessionStorage.removeItem(key);
    return kept ?? undefined;
  } catch {
    return undefined;
  }
}

/** The attributes of the script element that loaded `url`. */
export function options(url: string): Options {
  const script = [...document.querySelectorAll<HTMLScriptElement>('script[data-config]')].find((found) => found.src === url);
  const data = script?.dataset ?? {};
  return {
    config: data.config ?? '',
    lang: data.lang || document.documentElement.lang || '',
    consent: data.consent ?? '',
    variant: data.variant ?? '',
    debug: data.debug !== undefined,
  };
}

/** Resolves once somebody sees the page: one that is prerendered, or opened behind another, is no visit yet. Tells whether it waited. */
export async function isShown(): Promise<boolean> {
  const page = document as Document & { prerendering?: boolean };
  const waits = !!page.prerendering || document.visibilityState === 'hidden';
  if (page.prerendering) await heard('prerenderingchange');
  while (document.visibilityState === 'hidden') await heard('visibilitychange');
  return waits;
}

function heard(event: string): Promise<unknown> {
  return new Promise((resolve) => document.addEventListener(event, resolve, { once: true }));
}

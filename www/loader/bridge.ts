/**
 * Decides how a platform of the page is called: Google, Yandex, Meta, VK, Plausible, PostHog. Loaded only where the config
 * names one. Must not decide what a platform hears, and must not load one: what the page does not have hears nothing.
 */

/** What a platform hears: an event, or a goal. */
export interface Word {
  name: string;
  properties: Record<string, unknown>;
  id?: string;
  goal: boolean;
}

type Call = (...args: unknown[]) => unknown;
type Page = Record<string, unknown> & {
  dataLayer?: unknown[];
  gtag?: Call;
  ym?: Call;
  fbq?: Call;
  VK?: { Goal?: Call };
  _tmr?: { push?: Call };
  plausible?: Call;
  posthog?: { capture?: Call };
};

/** Meta's own names of events (its Pixel reference): others are custom. */
const STANDARD = ['AddPaymentInfo', 'CompleteRegistration', 'Contact', 'FindLocation', 'Lead', 'Schedule', 'StartTrial', 'SubmitApplication', 'Subscribe', 'ViewContent'];

const PLATFORMS: Record<string, (page: Page, word: Word, name: string) => unknown> = {
  data_layer: ({ dataLayer }, { name, properties, goal }) =>
    Array.isArray(dataLayer) && dataLayer.push({ event: goal ? name : `leadsieve.${name}`, leadsieve: properties }),
  gtag: ({ gtag }, { properties }, name) => gtag?.('event', name, properties),
  metrika: ({ ym }, { id, properties }, name) => ym?.(Number(id), 'reachGoal', name, properties),
  meta: ({ fbq }, { properties }, name) => fbq?.(STANDARD.includes(name) ? 'track' : 'trackCustom', name, properties),
  vk: ({ _tmr, VK }, { id, properties }, name) =>
    id && typeof _tmr?.push === 'function' ? _tmr.push({ type: 'reachGoal', id, goal: name, ...value(properties) }) : VK?.Goal?.(name, value(properties)),
  plausible: ({ plausible }, { properties }, name) => plausible?.(name, { props: properties }),
  posthog: ({ posthog }, { properties }, name) => posthog?.capture?.(name, properties),
};

/** The one property that VK knows. */
function value({ value }: Record<string, unknown>): object {
  return value === undefined ? {} : { value };
}

/** Tells a platform, where the page has it. Never throws: a platform that fails is said in the console. */
export function tell(to: string, word: Word): void {
  try {
    // Most platforms take no dots in names.
    PLATFORMS[to]?.(window as unknown as Page, word, word.goal ? word.name : word.name.replace(/[.-]/g, '_'));
  } catch (error) {
    console.warn(`leadsieve: ${to} failed to take ${word.name}:`, error);
  }
}

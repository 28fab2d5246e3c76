/**
 * Decides where the source is handed on to on the page: hidden fields of forms, links, frames, words that differ by source,
 * the visit's code. Must not know what a source is, and must not add anything to a form or a page that does not ask for it.
 */

/** What the module hands over. */
interface Given {
  fields: Record<string, unknown>;
  links: { hosts: string[]; parameters: Record<string, string> };
  swaps: { selector: string; text?: string; href?: string }[];
  code: string;
}

/** What stands in a prepared link in place of the visit's code, plain or as browsers write it in addresses. */
const CODE = /\{code\}|%7Bcode%7D/gi;

/** The one place on a page that hands on. */
export class Hand {
  private readonly filled = new WeakMap<HTMLInputElement, string>();
  private readonly refused = new Set<string>();
  private stops: (() => void)[] = [];

  constructor(private readonly ask: () => unknown) {}

  /** Hands on now and whenever a form or a link is about to be used. */
  start(): void {
    this.stop();
    const on = (name: string, heard: (event: Event) => void) => {
      addEventListener(name, heard, true);
      this.stops.push(() => removeEventListener(name, heard, true));
    };
    on('submit', () => this.renew());
    on('focusin', (event) => (event.target as Element | null)?.closest?.('form') && this.renew());
    for (const name of ['click', 'auxclick', 'contextmenu']) on(name, (event) => this.follow(event));
    if (document.readyState === 'loading') on('DOMContentLoaded', () => this.renew());
    this.renew();
  }

  stop(): void {
    this.stops.splice(0).forEach((stop) => stop());
  }

  /** Brings everything on the page up to date. */
  renew(): void {
    const given = this.ask() as Given | undefined;
    if (!given) return;
    for (const input of document.querySelectorAll<HTMLInputElement>('input[type=hidden][name]')) this.fill(input, given.fields);
    for (const { selector, text, href } of given.swaps) this.swap(selector, text, href);
    for (const place of document.querySelectorAll('[data-leadsieve-code]')) {
      if (place.textContent !== given.code) place.textContent = given.code;
    }
    for (const frame of document.querySelectorAll<HTMLIFrameElement>('iframe[src]')) {
      const address = decorated(frame.src, given.links);
      if (address !== frame.src) frame.src = address;
    }
  }

  /** A field is ours as long as it is empty or holds what we wrote; what is known no more is taken out again. */
  private fill(input: HTMLInputElement, fields: Record<string, unknown>): void {
    const ours = this.filled.get(input);
    if (input.value !== (ours ?? '')) return;
    const value = Object.keys(fields).includes(input.name) ? String(fields[input.name]) : '';
    if (value === input.value) return;
    input.value = value;
    this.filled.set(input, value);
  }

  /** Puts words and addresses of the config in place of the page's. The module has checked the addresses. */
  private swap(selector: string, text?: string, href?: string): void {
    for (const place of this.places(selector)) {
      if (text !== undefined && place.textContent !== text) place.textContent = text;
      if (href !== undefined && place.getAttribute('href') !== href) place.setAttribute('href', href);
    }
  }

  private places(selector: string): Iterable<Element> {
    try {
      return document.querySelectorAll(selector);
    } catch {
      const found = `found the selector "${selector}", expected one that browsers know`;
      if (!this.refused.has(selector)) console.warn(`leadsieve: source.replace: ${found}`);
      this.refused.add(selector);
      return [];
    }
  }

  /** The link that is about to be followed gets what it may. */
  private follow(event: Event): void {
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    const given = link?.href ? (this.ask() as Given | undefined) : undefined;
    if (!link || !given) return;
    const address = decorated(link.href.replace(CODE, given.code), given.links);
    if (address !== link.href) link.href = address;
  }
}

/** An address with the parameters that it lacks, where its host is one of those to decorate or below one. */
function decorated(address: string, { hosts, parameters }: Given['links']): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return address;
  }
  const isOurs = hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
  if (!isOurs || !/^https?:$/.test(url.protocol) || url.hostname === location.hostname) return address;
  const isTagged = [...url.searchParams.keys()].some((name) => name.startsWith('utm_'));
  if (isTagged) return address;
  for (const [name, value] of Object.entries(parameters)) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  return url.href;
}

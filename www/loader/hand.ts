/**
 * Decides where the source is handed on to on the page: hidden fields of forms, links, frames, words that differ by source,
 * the visit's code. Must not know what a source is, must not add anything to a form or a page that does not ask for it,
 * and must give back what it changed once there is nothing to hand on. Must not throw into the page.
 */

/** What the module hands over. */
interface Given {
  fields: Record<string, unknown>;
  links: { hosts: string[]; parameters: Record<string, string> };
  swaps: { selector: string; text?: string; href?: string }[];
  code: string;
}

/** What stood on the page before. */
interface Before {
  text: string | null;
  href: string | null;
}

/** What stands in a prepared link in place of the visit's code, plain or as browsers write it in addresses. */
const CODE = /\{code\}|%7Bcode%7D/gi;
/** Links that open a page or a messenger. */
const OPENS = /^(https?|tg|whatsapp|viber):/;
/** Milliseconds for which changes of the page are gathered before they are looked at. */
const GATHER_MS = 200;

// A form on the page may have a field that is called like one of the document's own.
const every = <T extends Element>(selector: string) => Document.prototype.querySelectorAll.call(document, selector) as NodeListOf<T>;

/** The one place on a page that hands on. */
export class Hand {
  private readonly filled = new WeakMap<HTMLInputElement, string>();
  private readonly templates = new WeakMap<HTMLAnchorElement, string>();
  private readonly frames = new WeakSet<HTMLIFrameElement>();
  private readonly before = new Map<Element, Before>();
  private readonly refused = new Set<string>();
  private stops: (() => void)[] = [];
  private isWatching = false;
  /** Hosts that the config names, with everything below them. */
  private hosts: string[] = [];

  constructor(private readonly ask: () => unknown) {}

  /** Hands on now and whenever a form or a link is about to be used. */
  start(): void {
    this.stop();
    const on = (name: string, heard: (event: Event) => void) => {
      const safe = (event: Event) => guarded(() => heard(event));
      addEventListener(name, safe, true);
      this.stops.push(() => removeEventListener(name, safe, true));
    };
    on('submit', () => this.fill());
    on('focusin', (event) => (event.target as Element | null)?.closest?.('form') && this.fill());
    on('formdata', (event) => this.complete((event as FormDataEvent).formData));
    for (const name of ['click', 'auxclick', 'contextmenu']) on(name, (event) => this.follow(event));
    if (document.readyState === 'loading') on('DOMContentLoaded', () => this.renew());
    this.renew();
  }

  stop(): void {
    this.stops.splice(0).forEach((stop) => stop());
    this.isWatching = false;
  }

  /** Brings everything on the page up to date. */
  renew(): void {
    guarded(() => {
      const given = this.given();
      if (!given) return;
      this.hosts = given.links.hosts;
      this.fill(given);
      this.swap(given);
      for (const frame of every<HTMLIFrameElement>('iframe[src]')) this.decorate(frame, given.links);
      if (given.swaps.length || given.links.hosts.length) this.watch();
    });
  }

  private given(): Given | undefined {
    return (this.ask() as Given | null) ?? undefined;
  }

  /** What comes onto the page later gets its share. */
  private watch(): void {
    if (this.isWatching) return;
    this.isWatching = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new MutationObserver((changes) => {
      const isNew = changes.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof Element));
      if (isNew) timer ??= setTimeout(() => ((timer = undefined), this.renew()), GATHER_MS);
    });
    observer.observe(document, { childList: true, subtree: true });
    this.stops.push(() => (observer.disconnect(), clearTimeout(timer)));
  }

  /** A field is ours as long as it is empty or holds what we wrote; what is known no more is taken out again. */
  private fill(known?: Given): void {
    const inputs = every<HTMLInputElement>('input[type=hidden][name]');
    const given = inputs.length ? (known ?? this.given()) : undefined;
    if (!given) return;
    for (const input of inputs) {
      const ours = this.filled.get(input);
      const value = valueOf(given.fields, input.name);
      if ((input.value && input.value !== ours) || input.value === value) continue;
      input.value = value;
      this.filled.set(input, value);
    }
  }

  /** A form that is read by a script, without being sent. */
  private complete(data: FormData): void {
    const given = this.given();
    for (const name of given ? new Set(data.keys()) : []) {
      const value = valueOf(given!.fields, name);
      if (value && data.get(name) === '') data.set(name, value);
    }
  }

  /** Puts words and addresses of the config, and the code, in place of the page's; gives back what is swapped no more. */
  private swap({ swaps, code }: Given): void {
    const wanted = new Map<Element, { text?: string; href?: string }>();
    const add = (place: Element, change: { text?: string; href?: string }) => wanted.set(place, { ...wanted.get(place), ...change });
    for (const { selector, text, href } of swaps) {
      for (const place of this.places(selector)) add(place, { ...(text !== undefined && { text }), ...(href !== undefined && { href }) });
    }
    if (code) for (const place of every('[data-leadsieve-code]')) add(place, { text: code });
    for (const [place, { text, href }] of this.before) {
      if (!wanted.has(place)) {
        change(place, text, href);
        this.before.delete(place);
      }
    }
    for (const [place, { text, href }] of wanted) {
      if (!this.before.has(place)) this.before.set(place, { text: place.textContent, href: place.getAttribute('href') });
      const { text: words, href: address } = this.before.get(place)!;
      change(place, text ?? words, href ?? address);
    }
  }

  private places(selector: string): Iterable<Element> {
    try {
      return every(selector);
    } catch {
      const found = `found the selector "${selector}", expected one that browsers know`;
      if (!this.refused.has(selector)) console.warn(`leadsieve: source.replace: ${found}`);
      this.refused.add(selector);
      return [];
    }
  }

  /** A frame is decorated once, when it is first seen: that loads it again. */
  private decorate(frame: HTMLIFrameElement, links: Given['links']): void {
    const address = decorated(frame.src, links);
    if (this.frames.has(frame) || address === frame.src) return;
    this.frames.add(frame);
    frame.src = address;
  }

  /** Whether a link has a place for the code, or leads where the source is handed on: most do neither. */
  private isAsking(link: HTMLAnchorElement): boolean {
    const isOn = (host: string) => link.hostname === host || link.hostname.endsWith(`.${host}`);
    return this.templates.has(link) || link.href.search(CODE) >= 0 || this.hosts.some(isOn);
  }

  /** The link that is about to be followed gets what it may. */
  private follow(event: Event): void {
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (!link || !OPENS.test(link.href) || !this.isAsking(link)) return;
    const given = this.given();
    if (!given) return;
    const template = this.templates.get(link) ?? link.href;
    const prepared = template.replace(CODE, given.code);
    if (prepared !== template) this.templates.set(link, template);
    const address = decorated(prepared === template ? link.href : prepared, given.links);
    if (address !== link.href) link.href = address;
  }
}

/** Runs something of ours; what goes wrong is said, and goes no further. */
function guarded(run: () => void): void {
  try {
    run();
  } catch (error) {
    console.warn('leadsieve: the source could not be handed on:', error);
  }
}

function valueOf(fields: Record<string, unknown>, name: string): string {
  return Object.keys(fields).includes(name) ? String(fields[name]) : '';
}

/** Changes what is shown; a text that a framework holds on to stays the same node. */
function change(place: Element, text: string | null, href: string | null): void {
  const [only] = place.childNodes;
  if (text !== null && place.textContent !== text) {
    if (place.childNodes.length === 1 && only instanceof Text) only.data = text;
    else place.textContent = text;
  }
  if (href !== null && place.getAttribute('href') !== href) place.setAttribute('href', href);
}

/** An address with the parameters that it lacks, where its host is one of those to decorate or below one, and no page of this site. */
function decorated(address: string, { hosts, parameters }: Given['links']): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return address;
  }
  const isOn = (host: string) => url.hostname === host || url.hostname.endsWith(`.${host}`);
  const isTagged = [...url.searchParams.keys()].some((name) => /^(utm|mtm|matomo|pk|piwik|at)_/i.test(name));
  if (!/^https?:$/.test(url.protocol) || !hosts.some(isOn) || isOn(location.hostname.replace(/^www\./, '')) || isTagged) return address;
  const missing = Object.entries(parameters).filter(([name]) => !url.searchParams.has(name));
  if (!missing.length) return address;
  // The rest of the address stays as it is, to the letter: it may be signed.
  const [start, hash] = address.split(/(?=#)/);
  return `${start}${url.search ? '&' : '?'}${new URLSearchParams(missing)}${hash ?? ''}`;
}

/**
 * Decides how the engine lives: its start, its one restart after a trap, its end. Must not know what goes in and out.
 */
import type { Running } from 'leadsieve-glue';
import { compile } from './compile';
import { load, type Config } from './config';
import { instantiate, preload } from './module';
import { hear, isHeard } from './consent';
import { Hand } from './hand';
import { isShown, takeEarlier, type Options, type Stub } from './page';
import { Stage } from './stage';
import type { Word } from './bridge';

declare const WITH_QUIZ: boolean;
declare const WITH_TAPE: boolean;

/** How often the engine is started anew after a trap before the owner's form takes over. */
const RESTARTS = 1;

/** Frames of players that speak by messages. */
const PLAYERS = 'iframe[src*="youtube"],iframe[src*="vimeo"],iframe[src*="rutube"]';

/** One word on consent: whose, and what. */
interface Voice {
  from: string;
  data: unknown;
}

/** The same for every purpose. */
const all = (said: boolean) => ({ attribution: said, behaviour: said, lead: said });

/** What a call says of the purposes, whatever else was handed over. */
function plain(said: unknown): Record<string, boolean> {
  const given = Object.entries((said ?? {}) as object).filter(([, value]) => typeof value === 'boolean');
  return Object.fromEntries(given) as Record<string, boolean>;
}

/** The engine of a page. */
export class Engine {
  /** The running module; none before the start, after the end, and once it cannot be used. */
  running?: Running;
  private config: Config = { failure: 'not loaded' };
  /** What a restart begins from, as JSON text. */
  private snapshot?: string;
  private restarts = 0;
  /** Entries of an instance that trapped, or of one before a restart, are void. */
  private generation = 0;
  private readonly stage?: Stage;
  private readonly hand: Hand;
  /** Stops listening to the page's consent platforms. */
  private deafen?: () => void;
  /** Stops listening to embedded players. */
  private players?: Promise<() => void>;
  /** The platforms that the config names; all where it names none. */
  private sources?: string[];
  /** What calls the page's platforms, where the config names one. */
  private tell?: (to: string, word: Word) => void;
  private readonly heard: Voice[] = [];
  private readonly said: Voice[] = [];

  constructor(
    private readonly options: Options,
    private readonly stub: Stub,
  ) {
    this.hand = new Hand(() => this.ask('hand'));
    if (WITH_QUIZ) this.stage = new Stage(options.lang, (quiz, act) => this.input({ do: 'quiz', quiz, act }));
  }

  /** Loads and starts everything; `launching` runs before the module tells anything, `launched` once it runs. Never throws: what fails is said in the console. */
  async begin(launching: () => void, launched: () => void): Promise<void> {
    // A visit begins when somebody sees the page.
    if (await isShown()) this.stub.landing.at = Date.now();
    preload();
    const quiz = WITH_QUIZ && (document.querySelector('lead-quiz') !== null || document.readyState === 'loading');
    if (!quiz) await idle();
    this.config = await load(this.options.config);
    const words = 'config' in this.config ? this.config.config : undefined;
    await turn();
    const shown = this.stage?.open(words);
    if (this.options.debug) this.explain();
    if (!this.options.consent && !this.stub.calls.some(([call]) => call[0] === 'consent') && !isHeard()) warnOfWaiting(words);
    this.tell = await speaks(words);
    this.sources = (words as { consent?: { sources?: string[] } } | undefined)?.consent?.sources;
    launching();
    await this.launch(undefined);
    launched();
    await shown;
  }

  /** Ends: nothing is listened to, stored, sent or shown any more. */
  end(): void {
    this.running?.stop();
    this.generation++;
    this.running = undefined;
    this.stage?.close();
    this.hand.stop();
    this.deafen?.();
    this.deafen = undefined;
    document.removeEventListener('load', this.frameLoaded, true);
    void this.players?.then((stop) => stop());
    this.players = undefined;
  }

  /** Starts again after an end. */
  async again(): Promise<void> {
    if (!this.running) await this.launch(undefined);
  }

  /** Tells the module something; gives what is wrong with it, if anything is. */
  input(given: object): string | undefined {
    this.note(given as { do?: string; said?: unknown });
    return this.enter(this.generation, () => this.running?.input(given));
  }

  /** Asks the module something. */
  ask(what: string): unknown {
    return this.enter(this.generation, () => this.running?.ask(what));
  }

  private async launch(snapshot: unknown): Promise<void> {
    const generation = ++this.generation;
    const enter = <T>(entry: () => T) => this.enter(generation, entry);
    try {
      const running = await instantiate(enter);
      // What is compiled and run for the first time takes its time: the page gets its turn in between.
      await turn();
      if (generation !== this.generation) return;
      const { landing, links } = this.stub;
      this.listen();
      const language = this.stage?.lang ?? this.options.lang;
      const earlier = takeEarlier();
      const { variant } = this.options;
      running.start(this.host(generation), { ...this.config, landing, earlier, voices: this.voices(), language, variant, snapshot });
      // A trap in the start has moved the generation on.
      if (generation !== this.generation) return;
      this.running = running;
      for (const href of links.splice(0)) this.input({ do: 'link', href });
      this.hand.start();
      this.hearPlayers();
      this.stage?.wake();
    } catch (error) {
      if (generation === this.generation) this.trapped(error);
    }
  }

  /** Listens to the page's consent platforms; what they say before the module runs, it hears as it starts. */
  private listen(): void {
    this.deafen ??= hear(this.sources, (from, data) => {
      if (this.running) this.input({ do: 'signal', from, data });
      else this.heard.push({ from, data });
    });
  }

  /** Embedded players speak by messages; what understands them is loaded only where one stands on the page. */
  private hearPlayers(): void {
    if (document.querySelector(PLAYERS)) this.askPlayers();
    // Loads do not reach the window.
    else document.addEventListener('load', this.frameLoaded, true);
  }

  /** Players often come only once the visitor asks for them. */
  private readonly frameLoaded = ({ target }: Event) => {
    if (target instanceof HTMLIFrameElement && target.matches(PLAYERS)) this.askPlayers();
  };

  private askPlayers(): void {
    document.removeEventListener('load', this.frameLoaded, true);
    this.players ??= import('./player').then(({ hearPlayers }) => hearPlayers((told) => void this.input(told)));
    this.players.catch(() => {});
  }

  /** The page's own words are kept: an engine that starts anew, or late, must know them before it stores anything. */
  private note({ do: what, said }: { do?: string; said?: unknown }): void {
    if (what === 'consent') this.said.push({ from: 'page', data: plain(said) });
    if (what === 'withdraw') this.said.push({ from: 'page', data: all(false) });
  }

  /** Everything that was said of consent so far: by the markup, by platforms, by calls that were made and that wait. */
  private voices(): Voice[] {
    const markup = { granted: true, denied: false }[this.options.consent];
    const waiting = this.stub.calls.flatMap(([[name, said]]): Voice[] => {
      if (name !== 'consent' && name !== 'withdraw') return [];
      return [{ from: 'page', data: name === 'consent' ? plain(said) : all(false) }];
    });
    return [...(markup === undefined ? [] : [{ from: 'default', data: all(markup) }]), ...this.heard, ...this.said, ...waiting];
  }

  /** Runs an entry into the instance of a generation; nothing gets into one that has trapped. */
  private enter<T>(generation: number, entry: () => T): T | undefined {
    if (generation !== this.generation) return undefined;
    try {
      return entry();
    } catch (error) {
      this.trapped(error);
      return undefined;
    }
  }

  /** Says what is wrong with the config. */
  private explain(): void {
    if ('config' in this.config) void import('./explain').then(({ explain }) => explain((this.config as { config: unknown }).config, compile));
  }

  private host(generation: number): object {
    const isCurrent = () => generation === this.generation;
    return {
      alone: (name: string, send: () => Promise<unknown>) => alone(`leadsieve ${name}`, send),
      render: (quiz: string, view: unknown) => isCurrent() && this.stage?.show(quiz, view),
      forget: () => Object.assign(this.stub.landing, { url: '', referrer: '' }),
      tell: (to: string, word: Word) => isCurrent() && this.tell?.(to, word),
      hand: () => queueMicrotask(() => isCurrent() && this.hand.renew()),
      keep: (snapshot: string) => {
        if (isCurrent()) this.snapshot = snapshot;
      },
      explain: () => this.explain(),
      ...(WITH_TAPE && { record: (entry: string) => window.dispatchEvent(new CustomEvent('leadsieve:tape', { detail: entry })) }),
    };
  }

  /** The instance is lost. The first time a new one goes on from the snapshot; then the owner's form takes over. */
  private trapped(error: unknown): void {
    this.generation++;
    this.running = undefined;
    console.error('leadsieve: the module stopped:', error);
    if (this.restarts < RESTARTS) {
      this.restarts++;
      void this.launch(this.snapshot && JSON.parse(this.snapshot));
    } else {
      console.error('leadsieve: it stopped again and is not started anew; the plain form stays');
      this.stage?.close();
    }
  }
}

/** Loads what calls platforms, where the config names one: it must be there for the first event, and as the page is left. */
async function speaks(config: unknown): Promise<typeof import('./bridge').tell | undefined> {
  const { bridges, goals } = (config as { events?: { bridges?: unknown[]; goals?: unknown[] } } | undefined)?.events ?? {};
  if (!bridges?.length && !goals?.length) return undefined;
  return import('./bridge').then(({ tell }) => tell, () => undefined);
}

/** The one mistake in a good config that every owner should read: consent that waits for a call nobody may make. */
function warnOfWaiting(config: unknown): void {
  const { consent } = (config ?? {}) as { consent?: { default?: { attribution?: unknown } } };
  if (consent?.default?.attribution === 'pending') {
    console.warn("leadsieve: consent.default.attribution: waits for leadsieve('consent', …); until then nothing is remembered between pages");
  }
}

/** How long after its end nobody else sends the same, in milliseconds: what this tab stores of it takes its time to be read. */
const SETTLE_MS = 1000;

/** Runs `send` unless another tab runs one of this name, or has just done so; browsers without locks run it. */
function alone(name: string, send: () => Promise<unknown>): Promise<unknown> {
  if (!navigator.locks) return send();
  return new Promise((resolve, reject) => {
    const held = navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (!lock) return reject(new Error('another tab sends it'));
      const sent = send();
      sent.then(resolve, reject);
      await sent.catch(() => {});
      await new Promise((settled) => setTimeout(settled, SETTLE_MS));
    });
    held.catch(reject);
  });
}

/** Resolves in a task of its own. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Resolves when the page has time to spare, after a second at the latest. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, 1);
  });
}

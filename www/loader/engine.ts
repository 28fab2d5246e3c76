/**
 * Decides how the engine lives: its start, its one restart after a trap, its end. Must not know what goes in and out.
 */
import type { Running } from 'leadsieve-glue';
import { compile } from './compile';
import { load, type Config } from './config';
import { instantiate, preload } from './module';
import { hear, isHeard } from './consent';
import { Hand } from './hand';
import { takeEarlier, type Options, type Stub } from './page';
import { Stage } from './stage';

declare const WITH_QUIZ: boolean;
declare const WITH_TAPE: boolean;

/** How often the engine is started anew after a trap before the owner's form takes over. */
const RESTARTS = 1;

/** The engine of a page. */
export class Engine {
  /** The running module; none before the start, after the end, and once it cannot be used. */
  running?: Running;
  private config: Config = { failure: 'not loaded' };
  private snapshot: unknown;
  private restarts = 0;
  /** Entries of an instance that trapped, or of one before a restart, are void. */
  private generation = 0;
  private readonly stage?: Stage;
  private readonly hand: Hand;
  /** Stops listening to the page's consent platforms. */
  private deafen?: () => void;

  constructor(
    private readonly options: Options,
    private readonly stub: Stub,
  ) {
    this.hand = new Hand(() => this.ask('hand'));
    if (WITH_QUIZ) this.stage = new Stage(options.lang, (quiz, act) => this.input({ do: 'quiz', quiz, act }));
  }

  /** Loads and starts everything. Never throws: what fails is said in the console, and the page goes on. */
  async begin(): Promise<void> {
    preload();
    const quiz = WITH_QUIZ && (document.querySelector('lead-quiz') !== null || document.readyState === 'loading');
    if (!quiz) await idle();
    this.config = await load(this.options.config);
    const words = 'config' in this.config ? this.config.config : undefined;
    const shown = this.stage?.open(words);
    if (this.options.debug) this.explain();
    if (!this.options.consent && !this.stub.calls.some(([call]) => call[0] === 'consent') && !isHeard()) warnOfWaiting(words);
    await this.launch(undefined);
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
  }

  /** Starts again after an end. */
  async again(): Promise<void> {
    if (!this.running) await this.launch(undefined);
  }

  /** Tells the module something; gives what is wrong with it, if anything is. */
  input(given: object): string | undefined {
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
      if (generation !== this.generation) return;
      const { landing, links } = this.stub;
      const language = this.stage?.lang ?? this.options.lang;
      const earlier = takeEarlier();
      running.start(this.host(generation), { ...this.config, landing, earlier, language, variant: this.options.variant, snapshot });
      // A trap in the start has moved the generation on.
      if (generation !== this.generation) return;
      this.running = running;
      for (const href of links.splice(0)) this.input({ do: 'link', href });
      this.tellConsent();
      this.deafen?.();
      this.deafen = hear((from, data) => this.input({ do: 'signal', from, data }));
      this.hand.start();
      this.stage?.wake();
    } catch (error) {
      if (generation === this.generation) this.trapped(error);
    }
  }

  /** What the snippet's attribute says of consent counts like a call of the page. */
  private tellConsent(): void {
    const said = { granted: true, denied: false }[this.options.consent];
    if (said !== undefined) this.input({ do: 'consent', said: { attribution: said, behaviour: said, lead: said } });
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
      hand: () => queueMicrotask(() => isCurrent() && this.hand.renew()),
      keep: (snapshot: unknown) => {
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
      void this.launch(this.snapshot);
    } else {
      console.error('leadsieve: it stopped again and is not started anew; the plain form stays');
      this.stage?.close();
    }
  }
}

/** The one mistake in a good config that every owner should read: consent that waits for a call nobody may make. */
function warnOfWaiting(config: unknown): void {
  const { consent } = (config ?? {}) as { consent?: { default?: { attribution?: unknown } } };
  if (consent?.default?.attribution === 'pending') {
    console.warn("leadsieve: consent.default.attribution: waits for leadsieve('consent', …); until then nothing is remembered between pages");
  }
}

/** Runs `send` unless another tab runs one of this name; browsers without locks run it. */
async function alone(name: string, send: () => Promise<unknown>): Promise<unknown> {
  if (!navigator.locks) return send();
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? send() : Promise.reject(new Error('another tab sends it'))));
}

/** Resolves when the page has time to spare, after a second at the latest. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, 1);
  });
}

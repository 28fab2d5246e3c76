/**
 * Decides how quizzes get onto the page: the element, the language, which view stands where. Must not know what is
 * in a view.
 */
import { define } from '../element/index';
import type { Action, Messages, Msg, View } from '../element/types';
import { render } from '../i18n/render';

/** Languages that the module brings along. */
const LANGUAGES: Record<string, () => Promise<{ messages: Messages }>> = {
  en: () => import('../i18n/en'),
  ru: () => import('../i18n/ru'),
};

type Draw = (view: View | null) => void;

/** The place where quizzes are shown. */
export class Stage {
  private readonly draws = new Map<string, Set<Draw>>();
  private readonly views = new Map<string, View | null>();
  /** Actions that came before the engine was there, or between two of its lives. */
  private readonly opened = new Set<string>();
  private messages: Messages = {};
  private isOpen = true;

  constructor(
    readonly lang: string,
    private readonly send: (quiz: string, action: Action) => void,
  ) {}

  /** Loads the language and defines the element; `config` is the config's document, where the owner's own words stand. */
  async open(config: unknown): Promise<void> {
    const short = this.lang.split('-')[0] ?? '';
    const language = LANGUAGES[short] ? short : 'en';
    const own = await LANGUAGES[language]!();
    const texts = (config as { texts?: Record<string, Messages> } | undefined)?.texts?.[language] ?? {};
    this.messages = { ...own.messages, ...texts };
    define({
      act: (quiz, action) => this.act(quiz, action),
      subscribe: (quiz, draw) => this.subscribe(quiz, draw),
      say: (msg: Msg) => render(this.messages, language, msg),
      lang: language,
    });
  }

  /** Shows a view; null where the quiz cannot be shown. */
  show(quiz: string, view: unknown): void {
    this.views.set(quiz, view as View | null);
    this.draws.get(quiz)?.forEach((draw) => draw(view as View | null));
  }

  /** The engine is there: quizzes that were opened before are opened now. */
  wake(): void {
    this.isOpen = true;
    this.opened.forEach((quiz) => this.act(quiz, { do: 'open' }));
  }

  /** The engine is gone for good: the owner's form takes over everywhere. */
  close(): void {
    this.isOpen = false;
    new Set([...this.opened, ...this.draws.keys()]).forEach((quiz) => this.show(quiz, null));
  }

  private act(quiz: string, action: Action): void {
    if (action.do === 'open') this.opened.add(quiz);
    try {
      this.send(quiz, action);
    } catch (error) {
      console.error('leadsieve:', error);
    }
  }

  private subscribe(quiz: string, draw: Draw): () => void {
    const draws = this.draws.get(quiz) ?? new Set();
    this.draws.set(quiz, draws.add(draw));
    const view = this.isOpen ? this.views.get(quiz) : null;
    if (view !== undefined) draw(view);
    return () => draws.delete(draw);
  }
}

/**
 * Decides what `<lead-quiz>` is to the page: its shadow root, its `name`, coming into a document and leaving it.
 * Must not know what a quiz looks like nor when a step changes; the player does.
 */
import { player, type Player } from './player';
import type { Bridge } from './types';

/** The element's class over `bridge`. Made here, not on import, because a server has no `HTMLElement`. */
export function quizElement(bridge: Bridge): CustomElementConstructor {
  return class LeadQuiz extends HTMLElement {
    declare private readonly player: Player;

    static get observedAttributes(): string[] {
      return ['name'];
    }

    constructor() {
      super();
      this.player = player(this, this.attachShadow({ mode: 'open' }), bridge);
    }

    connectedCallback(): void {
      this.player.follow(this.getAttribute('name') ?? '');
    }

    disconnectedCallback(): void {
      this.player.stop();
    }

    attributeChangedCallback(): void {
      if (this.isConnected) this.connectedCallback();
    }
  };
}

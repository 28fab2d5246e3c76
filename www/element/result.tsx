/**
 * Decides how a quiz ends on the screen: the offer after a refusal, the author's last words, the state of the sending.
 * Must not know why a visitor was turned away, nor how a lead is sent.
 */
import { type Child, h } from './dom';
import { link } from './parts';
import type { Stage } from './player';
import { passage } from './words';

/** The offer of `rejected`, the words and the delivery message of `done`; nothing in other states. */
export function result(stage: Stage): Child {
  const { offer, html, delivery, state } = stage.view;
  return [
    offer && (
      <div class="offer" part="offer" data-kind={offer.kind}>
        <p>{offer.text}</p>
        {offer.url && <p>{link(offer.url, offer.label ?? offer.url, { class: 'main' })}</p>}
      </div>
    ),
    html && passage(html),
    state === 'done' && (
      <p class={'delivery ' + (delivery?.key.split('.')[1] ?? '')} part="delivery" key="delivery" role="status">
        {delivery && stage.say(delivery)}
      </p>
    ),
  ];
}

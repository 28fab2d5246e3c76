/**
 * Decides how a quiz ends on the screen: the offer after a refusal, the state of the sending.
 * Must not know why a visitor was turned away, nor how a lead is sent.
 */
import { type Child, Fragment, h } from './dom';
import { SafeLink, type Part } from './parts';

/** The offer of `rejected` and the delivery message of `done`; nothing in other states. */
export function Result({ stage }: Part): Child {
  const { offer, delivery, state } = stage.view;
  return (
    <>
      {offer && (
        <div class="offer" part="offer" data-kind={offer.kind}>
          <p>{offer.text}</p>
          {offer.url && (
            <p>
              <SafeLink url={offer.url} button>
                {offer.label ?? offer.url}
              </SafeLink>
            </p>
          )}
        </div>
      )}
      {state === 'done' && (
        <p class={'delivery ' + (delivery?.key.split('.')[1] ?? '')} part="delivery" role="status">
          {delivery && stage.say(delivery.key, delivery.args)}
        </p>
      )}
    </>
  );
}

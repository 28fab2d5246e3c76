/**
 * Decides how the contact step is drawn: fields that the browser can fill in, unticked consents, a trap for bots.
 * Must not know which contact is right, nor what becomes of a consent.
 */
import { type Child, h } from './dom';
import { fill } from './focus';
import { type Part, place, SafeLink, Star, Wrong } from './parts';
import type { Consent, Contact, ContactField } from './types';
import { Typed } from './typed';

/** The type of each field, for keyboards. */
const TYPES = { name: 'text', phone: 'tel', email: 'email' } as const;

/** The fields, the consents and the honeypot. */
export function ContactFields({ stage, contact }: Part & { contact: Contact }): Child {
  const starred = [...contact.fields, ...contact.consents].some((field) => field.required);
  return (
    <div class="contact" part="contact">
      {contact.fields.map((field) => <Field stage={stage} field={field} />)}
      <p class="trap" aria-hidden="true">
        <label for="website">{stage.say('element.website')}</label>
        <input
          id="website"
          name="website"
          tabindex={-1}
          autocomplete="off"
          oninput={(event) => stage.act({ do: 'contact', name: 'website', value: event.currentTarget.value })}
        />
      </p>
      {contact.consents.map((consent) => <Box stage={stage} consent={consent} />)}
      {starred && <p class="about"><span class="star">*</span> {stage.say('quiz.required')}</p>}
    </div>
  );
}

function Field({ stage, field }: Part & { field: ContactField }): Child {
  const { name, hint } = field;
  const at = place(stage.view, name);
  const { id } = at;
  const type = TYPES[name];
  const suggestion = hint?.args?.suggestion;
  return (
    <div class="question" part="field" key={id}>
      <label class="name" for={id}>
        {stage.say('contact.' + name)}
        {field.required && <Star />}
      </label>
      <Wrong stage={stage} at={at} />
      <Typed
        id={id}
        name={name}
        type={type}
        autocomplete={type === 'text' ? name : type}
        value={field.value}
        required={field.required}
        wrong={at.wrong}
        describedBy={(at.wrong ? id + 'e ' : '') + id + 'h'}
        onText={(value) => stage.act({ do: 'contact', name, value })}
      />
      <p class="hint" part="hint" id={id + 'h'} role="status">
        {hint && (suggestion === undefined ? stage.say(hint.key, hint.args) : (
          <button
            type="button"
            class="link"
            onclick={(event) => {
              fill(event.currentTarget, String(suggestion));
              stage.act({ do: 'contact', name, value: String(suggestion) });
            }}
          >
            {stage.say(hint.key, hint.args)}
          </button>
        ))}
      </p>
    </div>
  );
}

function Box({ stage, consent }: Part & { consent: Consent }): Child {
  const at = place(stage.view, consent.id);
  const { id, wrong } = at;
  return (
    <div class="consent" part="consent" key={id}>
      <Wrong stage={stage} at={at} />
      <label>
        <input
          type="checkbox"
          id={id}
          checked={consent.given}
          required={consent.required}
          aria-invalid={String(!!wrong)}
          aria-describedby={wrong ? id + 'e' : undefined}
          onchange={(event) => stage.act({ do: 'consent', id: consent.id, given: event.currentTarget.checked })}
        />
        <span id={id + 't'}>
          {consent.text}
          {consent.required && <Star />}
        </span>
      </label>
      {consent.link && (
        <SafeLink url={consent.link} describedBy={id + 't'} apart>
          {stage.say('element.terms')}
        </SafeLink>
      )}
    </div>
  );
}

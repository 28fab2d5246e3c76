/**
 * Decides how the contact step is drawn: fields that the browser can fill in, unticked consents, a trap for bots.
 * Must not know which contact is right, nor what becomes of a consent.
 */
import { type Child, h } from './dom';
import { fill } from './focus';
import { error, link, place, STAR } from './parts';
import type { Stage } from './player';
import type { Consent, Contact, ContactField } from './types';
import { typed } from './typed';

/** The type of each field, for keyboards. */
/** Messengers are asked for as text: a name, a number or a link. */
const TYPES: Record<string, 'text' | 'tel' | 'email'> = { phone: 'tel', email: 'email' };

/** The fields, the consents and the honeypot. */
export function contactFields(stage: Stage, contact: Contact): Child {
  const starred = [...contact.fields, ...contact.consents].some((field) => field.required);
  return (
    <div class="contact" part="contact">
      {contact.fields.map((field) => contactField(stage, field))}
      <p class="trap" aria-hidden="true">
        <label for="website">{stage.say({ key: 'element.website' })}</label>
        <input
          id="website"
          name="website"
          tabindex={-1}
          autocomplete="off"
          oninput={(event) => stage.act({ do: 'contact', name: 'website', value: event.currentTarget.value })}
        />
      </p>
      {contact.consents.map((consent) => box(stage, consent))}
      {starred && <p class="about"><span class="star">*</span> {stage.say({ key: 'quiz.required' })}</p>}
    </div>
  );
}

function contactField(stage: Stage, field: ContactField): Child {
  const { name, hint } = field;
  const at = place(stage.view, name);
  const { id } = at;
  const type = TYPES[name] ?? 'text';
  const suggestion = hint?.args?.suggestion;
  return (
    <div class="question" part="field" key={id}>
      <label class="name" for={id}>
        {stage.say({ key: 'contact.' + name })}
        {field.required && STAR}
      </label>
      {error(stage, at)}
      {typed({
        id,
        name,
        type,
        autocomplete: type !== 'text' ? type : name === 'name' ? name : 'off',
        value: field.value,
        required: field.required,
        wrong: at.wrong,
        describedBy: (at.wrong ? id + 'e ' : '') + id + 'h',
        onText: (value) => stage.act({ do: 'contact', name, value }),
      })}
      <p class="hint" part="hint" key="hint" id={id + 'h'} role="status">
        {hint && (suggestion === undefined ? stage.say(hint) : (
          <button
            type="button"
            class="link"
            onclick={(event) => {
              fill(event.currentTarget, String(suggestion));
              stage.act({ do: 'contact', name, value: String(suggestion) });
            }}
          >
            {stage.say(hint)}
          </button>
        ))}
      </p>
    </div>
  );
}

function box(stage: Stage, consent: Consent): Child {
  const at = place(stage.view, consent.id);
  const { id, wrong } = at;
  return (
    <div class="consent" part="consent" key={id}>
      {error(stage, at)}
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
          {consent.required && STAR}
        </span>
      </label>
      {consent.link && link(consent.link, stage.say({ key: 'element.terms' }), { target: '_blank', 'aria-describedby': id + 't' })}
    </div>
  );
}

/**
 * Decides how a message becomes text: the author's own words first, else the key's, with plural form, numbers, dates, placeholders.
 * Must not know any language's words, nor who asks for them. Never throws: a key nobody translated is shown as it is.
 */
import type { Messages, Msg } from '../element/types';

/** The host's rules for one language; made once, since they are dear to make. */
interface Rules {
  lang: string;
  date: Intl.DateTimeFormat;
  plural: Intl.PluralRules;
  number: Intl.NumberFormat;
}

/** A day as records write it. */
const DAY = /^\d{4}-\d\d-\d\d$/;

let known: Rules | undefined;

/**
 * The text of `msg` in the language `lang` (BCP 47; an unusable tag counts as English).
 * A placeholder without an argument stays visible, so that it is noticed.
 */
export function render(messages: Messages, lang: string, msg: Msg): string {
  const { plural, number, date } = rules(lang);
  if (msg.text) return msg.text;
  const args = msg.args ?? {};
  const entry = messages[msg.key];
  const text =
    typeof entry === 'object' ? (entry.forms[plural.select(Number(args[entry.by]))] ?? entry.forms.other) : entry;
  if (typeof text !== 'string') return msg.key;
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = args[name];
    if (typeof value === 'number') return number.format(value);
    const day = DAY.test(value ?? '') && new Date(value!);
    return day && Number(day) ? date.format(day) : (value ?? placeholder);
  });
}

function rules(lang: string): Rules {
  if (known?.lang === lang) return known;
  try {
    known = make(lang, lang);
  } catch {
    known = make(lang, 'en');
  }
  return known;
}

function make(lang: string, locale: string): Rules {
  return { lang, plural: new Intl.PluralRules(locale), number: new Intl.NumberFormat(locale), date: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }) };
}

/**
 * Decides how a message key becomes text: the plural form, the numbers, the placeholders.
 * Must not know any language's words, nor who asks for them. Never throws: a key nobody translated is shown as it is.
 */
import type { Messages, Msg } from '../element/types';

/** The host's rules for one language; made once, since they are dear to make. */
interface Rules {
  lang: string;
  plural: Intl.PluralRules;
  number: Intl.NumberFormat;
}

let known: Rules | undefined;

/**
 * The text of `msg` in the language `lang` (BCP 47; an unusable tag counts as English).
 * A placeholder without an argument stays visible, so that it is noticed.
 */
export function render(messages: Messages, lang: string, msg: Msg): string {
  const { plural, number } = rules(lang);
  const args = msg.args ?? {};
  const entry = messages[msg.key];
  const text =
    typeof entry === 'object' ? (entry.forms[plural.select(Number(args[entry.by]))] ?? entry.forms.other) : entry;
  if (typeof text !== 'string') return msg.key;
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = args[name];
    return typeof value === 'number' ? number.format(value) : String(value ?? placeholder);
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
  return { lang, plural: new Intl.PluralRules(locale), number: new Intl.NumberFormat(locale) };
}

/**
 * Decides what survey-core answers to a case. Must not judge the answer, and must not let the machine's clock, its time zone
 * or the order of the cases into it.
 *
 *     node generate.mjs | node reference.mjs      prints survey-core's answers, one a line: it speaks as `leadsieve eval` does
 */
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';
import { plain } from './answer.mjs';

// Dates without a zone are read in the zone of the process, so it is set before the library is there.
process.env.TZ = 'UTC';
const { ConditionsParser, ExpressionRunner, settings } = await import('survey-core');

let now = 0;
/** What happened on the way to the last answer, by name. */
let happened = new Set();

/** Letters that no date of ISO 8601 has. */
const WORDS = /[a-z]/i;
// The library makes a date out of nothing where it means the present, or where an empty text stands beside a date.
settings.onDateCreated = (made, reason, from) => {
  if (!(from instanceof Date) && WORDS.test(String(from ?? '').replace(/(\d)T(?=\d)|(\d)Z$/g, '$1$2'))) happened.add('a date with words');
  return from ? made : new Date(now);
};
/** Whether something happened while a case was evaluated. */
export function happens(made, what) {
  evaluate(made);
  return happened.has(what);
}

/** What survey-core answers: `{value}`, or `{refused: true}` where it cannot parse the text or throws. */
export function evaluate(made) {
  now = made.now ?? 0;
  happened = new Set();
  const { warn, error } = console;
  console.warn = console.error = () => {};
  try {
    // The runner keeps silent about a text that does not parse and gives null, as it does for `null` itself.
    const parser = new ConditionsParser();
    parser.parseExpression(made.expression);
    if (parser.error) return { refused: true, message: 'does not parse' };
    return { value: plain(new ExpressionRunner(made.expression).runValues(made.values ?? {})) };
  } catch (failure) {
    return { refused: true, message: `throws: ${failure.message}` };
  } finally {
    Object.assign(console, { warn, error });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { value, refused, message } = evaluate(JSON.parse(line));
    const said = refused ? { error: { code: 'expression/syntax', message } } : { value };
    process.stdout.write(`${JSON.stringify(said)}\n`);
  }
}

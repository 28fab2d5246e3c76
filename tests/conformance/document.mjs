/**
 * Decides how the differences that are meant stand in docs/surveyjs.md, and whether they do. Must not decide on one.
 *
 *     node document.mjs            writes them there
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { DIFFERENCES } from './differences.mjs';
import { DIFFERENCES as IN_WALKS } from './walk/differences.mjs';

const PAGE = new URL('../../docs/surveyjs.md', import.meta.url);
const LISTS = [
  ['<!-- differences -->', '<!-- end of differences -->', DIFFERENCES],
  ['<!-- differences of walks -->', '<!-- end of differences of walks -->', IN_WALKS],
];

/** The page with the lists of today between their marks. */
function renewed(page) {
  return LISTS.reduce((text, list) => withList(text, ...list), page);
}

function withList(page, BEGIN, END, differences) {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`found no ${BEGIN} … ${END} in docs/surveyjs.md`);
  const rows = differences.map(({ name, reason }) => `| ${name} | ${reason.replaceAll('|', '\\|')} |`);
  const table = ['| where | they and we |', '|---|---|', ...rows].join('\n');
  return `${page.slice(0, before + BEGIN.length)}\n${table}\n${page.slice(after)}`;
}

/** Whether the page says what differences.mjs says. */
export function isCurrent() {
  const page = readFileSync(PAGE, 'utf8');
  return renewed(page) === page;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(PAGE, renewed(readFileSync(PAGE, 'utf8')));
}

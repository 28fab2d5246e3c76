/**
 * Decides how our own engine is asked: one process of `leadsieve quiz` for all walks through a definition. Must not judge its
 * answers. reference.mjs says what the steps do, line.mjs what a line holds.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COMMAND } from '../engine.mjs';

const MAX_OUTPUT = 1 << 28;
const MOST_TIME = 120_000;

/** The lines of every walk. Where the engine gave none, or an error, there is `{fault}` in its place. */
export function ask(file, walks) {
  const path = fileURLToPath(new URL(`definitions/${file}.json`, import.meta.url));
  const input = walks.flat().map((step) => `${JSON.stringify(step)}\n`).join('');
  const told = spawnSync(COMMAND, ['quiz', path], { input, maxBuffer: MAX_OUTPUT, timeout: MOST_TIME, encoding: 'utf8' });
  if (told.error?.code === 'ENOENT') {
    throw new Error(`${COMMAND}: ${told.error.message}; build it with cargo build, or name another in LEADSIEVE`);
  }
  const lines = told.stdout.split('\n').filter(Boolean).map(read);
  const end = { fault: `no answer, status ${told.status ?? told.signal}: ${told.stderr.trim()}` };
  return walks.map((steps) => steps.map(() => lines.shift() ?? end));
}

function read(text) {
  try {
    const line = JSON.parse(text);
    return line.error ? { fault: `${line.error.code} ${line.error.message}` } : line;
  } catch {
    return { fault: `no JSON: ${text}` };
  }
}

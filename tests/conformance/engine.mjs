/**
 * Decides how our own engine is asked: one process of `leadsieve eval` for all cases. Must not judge its answers.
 *
 * The command's path comes from the environment's LEADSIEVE.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command's path. */
export const COMMAND = process.env.LEADSIEVE ?? fileURLToPath(new URL('../../target/debug/leadsieve', import.meta.url));
const MAX_OUTPUT = 1 << 30;

/** One answer for each line, in order. Status 1 only says that some lines were refused. */
export function ask(lines) {
  const told = spawnSync(COMMAND, ['eval'], { input: `${lines.join('\n')}\n`, maxBuffer: MAX_OUTPUT, encoding: 'utf8' });
  // A command that died early breaks the pipe; what it had answered by then tells more than that.
  if (told.error && told.error.code !== 'EPIPE') {
    throw new Error(`${COMMAND}: ${told.error.message}; build it with cargo build, or name another in LEADSIEVE`);
  }
  const answers = told.stdout.split('\n').filter(Boolean);
  if (answers.length !== lines.length || told.status > 1 || told.signal) {
    const at = lines[answers.length] ?? 'after the last line';
    const end = `status ${told.status ?? told.signal}, at ${at}\n${told.stderr}`;
    throw new Error(`${COMMAND}: ${answers.length} answers to ${lines.length} lines, ${end}`);
  }
  return answers.map(read);
}

/** An answer as it is compared. An error of the command, not of the expression, is no refusal. */
function read(line) {
  const { value, error } = JSON.parse(line);
  if (!error) return value === undefined ? { fault: `neither value nor error in ${line}` } : { value };
  const { code = '', message = '' } = error;
  return code.startsWith('expression/') ? { refused: true, code, message } : { fault: `${code} ${message}` };
}

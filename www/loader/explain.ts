/**
 * Decides what an owner reads about a config that was refused: every problem with its path, in the console and as an event.
 * Loaded only then, and with `data-debug`. Must not change how the page goes on.
 */
import glue from 'leadsieve-tools';
import type { compile } from './compile';

declare const TOOLS_FILE: string;
declare const TOOLS_INTEGRITY: string;

/** Says what is wrong with a config. Never throws. The way to compile is handed in, so that the loader has it for itself. */
export async function explain(config: unknown, how: typeof compile): Promise<void> {
  try {
    const tools = await glue((entry) => entry())(await how(TOOLS_FILE, TOOLS_INTEGRITY));
    for (const problem of tools.check(config, false)) {
      const { severity, code, path, message } = problem;
      console[severity === 'error' ? 'error' : 'warn'](`leadsieve: ${path}${path && ': '}${message} [${code}]`);
      window.dispatchEvent(new CustomEvent('leadsieve:error', { detail: problem }));
    }
  } catch (error) {
    console.error('leadsieve: the config cannot be used, and what says why did not load; run `leadsieve check`:', error);
  }
}

/**
 * Decides where the config comes from: a script element of the page, or an address. Must not read what stands in it.
 */

/** The greatest config, in characters. */
const MOST = 512 * 1024;

/** The config's document, or why there is none. */
export type Config = { config: unknown } | { failure: string };

/** Reads the config that `from` names: the id of a `<script type="application/json">`, or an address. Never throws. */
export async function load(from: string): Promise<Config> {
  try {
    if (!from) return { failure: 'the script has no data-config; expected an address or the id of a script element' };
    const text = inline(from) ?? (await fetched(from));
    if (text.length > MOST) return { failure: `${from} has ${text.length} characters, expected at most ${MOST}` };
    return { config: JSON.parse(text) as unknown };
  } catch (error) {
    return { failure: `${from}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function inline(id: string): string | undefined {
  const element = document.getElementById(id.replace(/^#/, ''));
  return element instanceof HTMLScriptElement ? (element.textContent ?? '') : undefined;
}

async function fetched(url: string): Promise<string> {
  const response = await fetch(url, { credentials: 'same-origin', signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`the server answered ${response.status}, expected 200`);
  return response.text();
}

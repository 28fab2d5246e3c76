/**
 * Decides how a test gets the real collector: its own process, its own database, its own port. Must not know what is
 * posted to it.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
/** What the build made for pages. */
export const DIST = join(ROOT, 'www/dist');

const COMMAND = process.env.LEADSIEVE_COLLECTOR ?? join(ROOT, 'target/debug/leadsieve-collector');
const TOKEN = 'a-token-for-tests-only';

/** Reads a config of the demo, as an object. */
export async function demoConfig(name = 'leadsieve') {
  return JSON.parse(await readFile(join(ROOT, 'www/demo', `${name}.json`), 'utf8'));
}

/** Starts a collector that serves the built demo, and runs `use` with it. `configs` are documents to verify with. */
export async function withCollector(use, { configs = [], origins = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'leadsieve-e2e-'));
  const files = await Promise.all(
    configs.map(async (config, index) => {
      const file = join(folder, `config-${index}.json`);
      await writeFile(file, JSON.stringify(config));
      return file;
    }),
  );
  const collector = await start(join(folder, 'leads.sqlite'), files, origins);
  try {
    return await use(collector);
  } finally {
    await collector.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(database, files, origins) {
  const list = (flag, values) => values.flatMap((value) => [flag, value]);
  const flags = ['--listen', '127.0.0.1:0', '--database', database, '--site', DIST, '--rate', '100000'];
  const child = spawn(COMMAND, [...flags, ...list('--config', files), ...list('--origin', origins)], {
    env: { ...process.env, LEADSIEVE_ADMIN_TOKEN: TOKEN },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const origin = await announced(child);
  return {
    origin,
    token: TOKEN,
    /** Every stored lead with its verdict, in order of arrival. */
    async leads() {
      const response = await fetch(`${origin}/leads.jsonl`, { headers: { authorization: `Bearer ${TOKEN}` } });
      return (await response.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line));
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The origin that the collector prints once it listens. */
function announced(child) {
  return new Promise((resolve, reject) => {
    let printed = '';
    const hear = (chunk) => {
      printed += chunk;
      const found = /collector\s+(http:\/\/[^/]+)\/leads[\s\S]*ready/.exec(printed);
      if (found) resolve(found[1]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the collector ended with ${code}: ${printed}`)));
  });
}

/**
 * Decides whether the walks are worth anything: without a feature, some line of some walk must differ. Must not excuse a
 * feature that no walk notices; UNSEEN in features.mjs alone does.
 *
 *     node walk/mutation.mjs [FILE...]      all definitions, or some; exits 1 where a feature goes unnoticed
 */
import { pathToFileURL } from 'node:url';
import { FILES, INDEX, load } from './definitions.mjs';
import { FEATURES, featuresOf, UNSEEN, without } from './features.mjs';
import { walk } from './reference.mjs';
import { walksOf } from './steps.mjs';

/** Fields that our engine need not give. */
const BESIDE = ['texts', 'errors', 'shows', 'correct', 'ending'];

/** The field in which a line differs from another, one of those that our engine has to give first; nothing where none does. */
function fieldOf(line, other) {
  const names = Object.keys({ ...line, ...other }).filter((name) => JSON.stringify(line[name]) !== JSON.stringify(other[name]));
  return names.find((name) => !BESIDE.includes(name)) ?? names[0];
}

/** The field in which the walks differ without something, the best one. */
function noticed(walks, mutants) {
  let best;
  for (const { steps, lines } of walks) {
    for (const mutant of mutants) {
      const fields = walk(mutant, steps).map((line, index) => fieldOf(line, lines[index]));
      const field = fields.find((name) => name && !BESIDE.includes(name));
      if (field) return field;
      best ??= fields.find(Boolean);
    }
  }
  return best;
}

/** Of every feature of a definition, the field that notices it. */
export function noticesOf(file) {
  const definition = load(file);
  const walks = walksOf(file, definition);
  const own = FEATURES.filter(({ name }) => !(name in UNSEEN) && featuresOf(definition).includes(name));
  return Object.fromEntries(own.map((feature) => [feature.name, noticed(walks, without(feature, definition)) ?? null]));
}

function report(files) {
  const fields = new Map();
  let failures = 0;
  for (const file of files) {
    const notices = noticesOf(file);
    for (const [name, field] of Object.entries(notices)) {
      if (field) fields.set(name, [...(fields.get(name) ?? []), field]);
    }
    const lost = INDEX[file].filter((name) => !(name in UNSEEN) && !notices[name]);
    failures += lost.length;
    for (const name of lost) console.log(`${file}: no walk notices ${name}`);
    const idle = Object.keys(notices).filter((name) => !notices[name] && !INDEX[file].includes(name));
    if (idle.length) console.log(`${file}: has, but does not try, ${idle.join(', ')}`);
  }
  for (const { name } of FEATURES.filter(({ name }) => !(name in UNSEEN) && files === FILES && !fields.has(name))) {
    failures++;
    console.log(`nowhere noticed: ${name}`);
  }
  for (const [name, seen] of fields) {
    if (seen.every((field) => BESIDE.includes(field))) console.log(`only in ${[...new Set(seen)].join(', ')}: ${name}`);
  }
  for (const [name, reason] of Object.entries(UNSEEN)) console.log(`never noticed: ${name}: ${reason}`);
  console.log(`${fields.size} of ${FEATURES.length} features noticed`);
  process.exitCode = failures ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = process.argv.slice(2);
  report(files.length ? files : FILES);
}

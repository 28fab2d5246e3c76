/**
 * Decides which definitions are walked through: one file each, and the features that each has. Must not know what they do.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { featuresOf } from './features.mjs';

const FOLDER = new URL('definitions/', import.meta.url);

/** The definitions by name, in the order of their names. */
export const FILES = readdirSync(FOLDER)
  .map((name) => name.replace('.json', ''))
  .sort();

/** A definition as its file has it. */
export function load(file) {
  return JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), 'utf8'));
}

/** The features that each definition has. */
export const INDEX = Object.fromEntries(FILES.map((file) => [file, featuresOf(load(file))]));

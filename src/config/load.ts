/** Reads a configuration: JSON in, defaults laid under it, every mistake named with its place. */
import { readFile } from 'node:fs/promises';
import { Value } from 'typebox/value';
import { AppError } from '../lib/app-error.ts';
import { type Mistake, mistakesOf, sentenceOf } from '../lib/schema-mistakes.ts';
import { unreadable } from '../lib/why-unreadable.ts';
import { contradictionsIn } from './contradictions.ts';
import { type Configuration, configurationSchema } from './schema.ts';

/** What was written of each configuration, and where: the rest of it is defaults. */
const written = new WeakMap<Configuration, Written>();

export interface Written {
  readonly json: unknown;
  /** The file, or who wrote it. */
  readonly origin: string;
}

export async function loadConfiguration(file: string): Promise<Configuration> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('configuration-invalid', { reason: unreadable(file, cause) }, cause);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError('configuration-invalid', {
      reason: `${file} is not JSON${placeOf(cause, text)}; JSON has no comments, and no comma before a closing bracket`,
    });
  }
  return configurationOf(json, file);
}

/** Where the parser stopped. Its own words quote the file, and there may be a secret beside the mistake. */
function placeOf(error: unknown, text: string): string {
  const words = error instanceof Error ? error.message : '';
  const quoted = /"([\s\S]*)"(?:\.\.\.)? is not valid JSON$/.exec(words)?.[1];
  const position = / at position (\d+)/.exec(words)?.[1];
  if (quoted === undefined && position === undefined) return '';
  // What is quoted is the mistake with as much before as after it.
  const at = quoted === undefined ? Number(position) : text.indexOf(quoted) + Math.floor(quoted.length / 2);
  return ` at or near line ${text.slice(0, at).split('\n').length}`;
}

/** Throws `AppError('configuration-invalid')`, which names every mistake and `origin`. */
export function configurationOf(json: unknown, origin: string): Configuration {
  const completed = Value.Default(configurationSchema, Value.Clone(json));
  if (!Value.Check(configurationSchema, completed)) throw invalid(origin, mistakesOf(configurationSchema, completed));
  const contradictions = contradictionsIn(completed);
  if (contradictions.length > 0) throw invalid(origin, contradictions);
  written.set(completed, { json, origin });
  return completed;
}

function invalid(origin: string, mistakes: readonly Mistake[]): AppError {
  const sentences = mistakes.map((mistake) => sentenceOf(mistake, 'the whole'));
  const reason = sentences.length === 1 ? `${origin}: ${sentences[0]}` : [`${origin}:`, ...sentences].join('\n  ');
  return new AppError('configuration-invalid', { reason });
}

/** What `configurationOf` made `configuration` from. */
export function writtenOf(configuration: Configuration): Written {
  return written.get(configuration) ?? { json: configuration, origin: 'the program' };
}

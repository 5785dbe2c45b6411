/** Holds the parameters of a call to the table of its cmdlet: which there are, and what each takes. Pure. */
import { nearest } from '../../lib/nearest.ts';
import { type Cmdlet, type ParameterKind, Parameters } from './cmdlet.ts';
import { BadCall } from './exchange-error.ts';
import { readTime } from './read-time.ts';

/** Every cmdlet of PowerShell has these; they say what the client does with the answer, and change nothing here. */
const clientSide = new Set([
  'debug',
  'erroraction',
  'errorvariable',
  'informationaction',
  'informationvariable',
  'outbuffer',
  'outvariable',
  'pipelinevariable',
  'progressaction',
  'verbose',
  'warningaction',
  'warningvariable',
]);
/** Switches of cmdlets that change something. Who asks for a confirmation is asked by the client, before the call. */
const switches = new Set(['confirm', 'force', 'whatif']);

/** Characters of one text, and texts of one list. */
const maximumText = 1024;
const maximumTexts = 100;
const maximumResults = 2 ** 31 - 1;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= maximumText;

const takes: Readonly<Record<ParameterKind, readonly [words: string, fits: (value: unknown) => boolean]>> = {
  text: [`a text of at most ${maximumText} characters`, isText],
  'text-or-null': [`a text of at most ${maximumText} characters, or null`, (value) => value === null || isText(value)],
  'text-or-number': ['a text or a number', (value) => isText(value) || typeof value === 'number'],
  'text-number-or-null': [
    'a text, a number, or null',
    (value) => value === null || isText(value) || typeof value === 'number',
  ],
  'true-or-false': ['true or false', (value) => typeof value === 'boolean'],
  'true-false-or-null': ['true, false or null', (value) => typeof value === 'boolean' || value === null],
  switch: ['true or false', (value) => typeof value === 'boolean'],
  time: ['a time, as in 2026-11-24T10:00:00Z', (value) => isText(value) && readTime(value) !== null],
  'whole-number': ['a whole number', (value) => Number.isSafeInteger(Number(value)) && value !== '' && isScalar(value)],
  texts: [
    `a text, or a list of at most ${maximumTexts} texts`,
    (value) => isText(value) || (Array.isArray(value) && value.length <= maximumTexts && value.every(isText)),
  ],
};

/** What one call of a cmdlet asks for. */
export interface Asked {
  readonly parameters: Parameters;
  /** Rows that are wanted at the most, of all pages together; null: all. */
  readonly resultSize: number | null;
  /** Nothing is to be changed: what would be done is to be said. */
  readonly whatIf: boolean;
}

/** Names in any case, as PowerShell has them. Throws a `BadCall`. */
export function readParameters(cmdlet: Cmdlet, given: Readonly<Record<string, unknown>>): Asked {
  const reads = cmdlet.name.startsWith('Get-') || cmdlet.name.startsWith('Test-');
  const names = namesOf(cmdlet);
  const values = new Map<string, unknown>();
  let resultSize: number | null = null;
  let whatIf = false;
  for (const [written, value] of Object.entries(given)) {
    const lower = written.toLowerCase();
    if (clientSide.has(lower)) continue;
    const name = names.get(lower);
    if (name !== undefined) {
      if (values.has(name)) throw new BadCall(`The parameter '${name}' is given more than once.`, 'parameter');
      values.set(name, fitting(cmdlet, name, value));
    } else if (lower === 'resultsize' && reads) resultSize = readResultSize(value);
    else if (switches.has(lower) && !reads) {
      if (typeof value !== 'boolean') throw new BadCall(`The switch '${written}' takes true or false.`, 'parameter');
      whatIf ||= lower === 'whatif' && value;
    } else throw unknownParameter(cmdlet, written);
  }
  refuseMissing(cmdlet, values);
  return { parameters: new Parameters(values), resultSize, whatIf };
}

function namesOf({ parameters, aliases = {} }: Cmdlet): ReadonlyMap<string, string> {
  return new Map([
    ...Object.keys(parameters).map((name) => [name.toLowerCase(), name] as const),
    ...Object.entries(aliases).map(([alias, name]) => [alias.toLowerCase(), name] as const),
  ]);
}

function fitting(cmdlet: Cmdlet, name: string, value: unknown): unknown {
  const [words, fits] = takes[cmdlet.parameters[name] ?? 'text'];
  if (!fits(value)) throw new BadCall(`The parameter '${name}' of ${cmdlet.name} takes ${words}.`, 'parameter');
  return value;
}

function unknownParameter(cmdlet: Cmdlet, written: string): BadCall {
  const [name, why] =
    Object.entries(cmdlet.without ?? {}).find(([each]) => each.toLowerCase() === written.toLowerCase()) ?? [];
  if (why !== undefined) return new BadCall(`${cmdlet.name} cannot set '${name}': ${why}.`, 'parameter');
  const names = Object.keys(cmdlet.parameters);
  const guess = nearest(written, names);
  const instead = guess === null ? `${cmdlet.name} takes: ${names.join(', ') || 'none'}.` : `Did you mean '${guess}'?`;
  const message = `A parameter cannot be found that matches parameter name '${written}'. ${instead}`;
  return new BadCall(message, 'parameter');
}

function refuseMissing({ name, required = [] }: Cmdlet, values: ReadonlyMap<string, unknown>): void {
  const missing = required.filter((each) => {
    const value = values.get(each);
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  });
  if (missing.length === 0) return;
  throw new BadCall(`${name} needs the parameter ${missing.map((each) => `'${each}'`).join(' and ')}.`, 'parameter');
}

function readResultSize(value: unknown): number | null {
  if (typeof value === 'string' && value.toLowerCase() === 'unlimited') return null;
  const size = Number(value);
  if (!isScalar(value) || !Number.isInteger(size) || size < 1 || size > maximumResults)
    throw new BadCall("The parameter 'ResultSize' takes a whole number from 1, or 'Unlimited'.", 'parameter');
  return size;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}

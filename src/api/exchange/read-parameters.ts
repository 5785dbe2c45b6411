/** Holds the parameters of a call to the table of its cmdlet: which there are, and what each takes. Pure. */
import { type Cmdlet, type ParameterKind, Parameters } from './cmdlet.ts';
import { BadCall } from './exchange-error.ts';

/** Every cmdlet has these, and they change nothing here. */
const common = new Set(['erroraction', 'warningaction', 'confirm', 'force', 'verbose', 'debug', 'resultsize']);

const takes: Readonly<Record<ParameterKind, readonly [words: string, fits: (value: unknown) => boolean]>> = {
  text: ['a text', (value) => typeof value === 'string'],
  'text-or-null': ['a text, or null', (value) => typeof value === 'string' || value === null],
  'true-or-false': ['true or false', (value) => typeof value === 'boolean'],
  'true-false-or-null': ['true, false or null', (value) => typeof value === 'boolean' || value === null],
  switch: ['true or false', (value) => typeof value === 'boolean'],
  time: [
    'a time, as in 2026-11-24T10:00:00Z',
    (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  ],
  texts: [
    'a text, or a list of texts',
    (value) => typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string')),
  ],
};

/** Names in any case, as PowerShell has them. Throws a `BadCall`. */
export function readParameters(cmdlet: Cmdlet, given: Readonly<Record<string, unknown>>): Parameters {
  const names = new Map(Object.keys(cmdlet.parameters).map((name) => [name.toLowerCase(), name]));
  const values = new Map<string, unknown>();
  for (const [written, value] of Object.entries(given)) {
    // To carry out what was only to be tried would be the worst of answers.
    if (written.toLowerCase() === 'whatif') {
      if (value === false) continue;
      throw new BadCall('WhatIf is not supported here, and nothing was changed.');
    }
    if (common.has(written.toLowerCase())) continue;
    const name = names.get(written.toLowerCase());
    const kind = name === undefined ? undefined : cmdlet.parameters[name];
    if (name === undefined || kind === undefined) {
      const known = Object.keys(cmdlet.parameters).join(', ');
      throw new BadCall(
        `A parameter cannot be found that matches parameter name '${written}'. ${cmdlet.name} takes: ${known}.`,
      );
    }
    const [words, fits] = takes[kind];
    if (!fits(value)) throw new BadCall(`The parameter '${name}' of ${cmdlet.name} takes ${words}.`);
    values.set(name, value);
  }
  const missing = (cmdlet.required ?? []).filter((name) => !values.has(name));
  if (missing.length > 0)
    throw new BadCall(`${cmdlet.name} needs the parameter ${missing.map((name) => `'${name}'`).join(' and ')}.`);
  return new Parameters(values);
}

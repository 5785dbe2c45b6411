/** `postern sign-in export` */
import type { CommandDefinition } from '../command-definition.ts';
import { searchOf, signInSearchOptions } from '../log-options.ts';

export const signInExport: CommandDefinition = {
  path: 'sign-in export',
  summary: 'Write sign-ins as JSON lines to standard output, newest first',
  options: signInSearchOptions,
  examples: ['postern sign-in export --from 2026-11-01T00:00:00Z > sign-ins.jsonl'],
  async run(input) {
    return { octets: await input.door.raw(`/sign-ins/export${searchOf(input)}`) };
  },
};

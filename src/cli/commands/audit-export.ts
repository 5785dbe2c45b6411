/** `postern audit export` */
import type { CommandDefinition } from '../command-definition.ts';
import { auditSearchOptions, searchOf } from '../log-options.ts';

export const auditExport: CommandDefinition = {
  path: 'audit export',
  summary: 'Write changes as JSON lines to standard output, newest first',
  options: auditSearchOptions,
  examples: ['postern audit export --tenant fabrikam.example > changes.jsonl'],
  async run(input) {
    return { octets: await input.door.raw(`/audit/export${searchOf(input)}`) };
  },
};

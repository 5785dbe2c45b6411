/** `postern audit show` */
import type { AuditEntry } from '../../directory/audit-log.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { formatAuditEntry } from '../format-audit.ts';

export const auditShow: CommandDefinition = {
  path: 'audit show',
  summary: 'Show a change: each thing before and after',
  arguments: [['<id>', 'id of the change, as the list has it']],
  examples: ['postern audit show 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11'],
  async run(input) {
    const data = await input.door.call<{ entry: AuditEntry }>('GET', at`/audit/${argument(input, 0)}`);
    return { data, text: formatAuditEntry(data.entry) };
  },
};

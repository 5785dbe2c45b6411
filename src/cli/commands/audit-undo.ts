/** `postern audit undo` */
import type { AuditEntry } from '../../directory/audit-log.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { formatAuditEntry } from '../format-audit.ts';

export const auditUndo: CommandDefinition = {
  path: 'audit undo',
  summary: 'Take a change back: every value as it was, unless something newer stands on it',
  arguments: [['<id>', 'id of the change, as the list has it']],
  examples: ['postern audit undo 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11'],
  async run(input) {
    const data = await input.door.call<{ entry: AuditEntry }>('POST', at`/audit/${argument(input, 0)}/undo`);
    return { data, text: formatAuditEntry(data.entry) };
  },
};

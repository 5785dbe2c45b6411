/** `postern audit list` */
import type { AuditEntry } from '../../directory/audit-log.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { formatAuditList } from '../format-audit.ts';
import { auditSearchOptions, paging, searchOf } from '../log-options.ts';

export const auditList: CommandDefinition = {
  path: 'audit list',
  summary: 'List changes, newest first: who changed what, and when',
  options: [...auditSearchOptions, ...paging],
  examples: ['postern audit list --tenant fabrikam.example', 'postern audit list --on scanner@fabrikam.example'],
  async run(input) {
    const data = await input.door.call<{ entries: AuditEntry[] }>('GET', `/audit${searchOf(input)}`);
    return { data, text: formatAuditList(data.entries) };
  },
};

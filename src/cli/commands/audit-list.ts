/** `postern audit list` */
import type { AuditEntry } from '../../directory/audit-log.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { query } from '../door.ts';
import { formatAuditList } from '../format-audit.ts';

export const auditList: CommandDefinition = {
  path: 'audit list',
  summary: 'List changes, newest first: who changed what, and when',
  options: [
    { flags: '--tenant <domain>', meaning: 'only of this tenant' },
    { flags: '--by <name>', meaning: 'only by this administrator' },
    { flags: '--on <name>', meaning: 'only on this user, tenant or application' },
    { flags: '--from <time>', meaning: 'not before this time, as in 2026-11-24T10:00:00Z' },
    { flags: '--to <time>', meaning: 'not after this time' },
    { flags: '--limit <n>', meaning: 'at the most so many (50)' },
  ],
  examples: ['postern audit list --tenant fabrikam.example', 'postern audit list --on scanner@fabrikam.example'],
  async run(input) {
    const asked = {
      tenant: text(input, 'tenant'),
      actor: text(input, 'by'),
      target: text(input, 'on'),
      from: text(input, 'from'),
      to: text(input, 'to'),
      limit: text(input, 'limit'),
    };
    const data = await input.door.call<{ entries: AuditEntry[] }>('GET', `/audit${query(asked)}`);
    return { data, text: formatAuditList(data.entries) };
  },
};

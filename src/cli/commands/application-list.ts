/** `postern application list` */

import type { listApplications } from '../../contract/applications.ts';
import type { Answer } from '../../contract/route-contract.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { query } from '../door.ts';
import { printable, table } from '../output.ts';

export const applicationList: CommandDefinition = {
  path: 'application list',
  summary: 'List the applications that are registered in a tenant',
  options: [{ flags: '--tenant <domain>', meaning: 'tenant', required: true }],
  examples: ['postern application list --tenant fabrikam.example'],
  async run(input) {
    const path = `/applications${query({ tenant: text(input, 'tenant') })}`;
    const data = await input.door.call<Answer<typeof listApplications>>('GET', path);
    const rows = data.applications.map(({ appId, displayName, publicClient }) => [
      appId,
      displayName,
      publicClient ? 'public' : '',
    ]);
    return { data, text: printable(table([['CLIENT ID', 'NAME', ''], ...rows])) };
  },
};

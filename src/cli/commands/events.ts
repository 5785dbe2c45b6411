/** `postern events` */
import type { CommandDefinition, CommandInput } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { query } from '../door.ts';
import { CliError, exitCodes, printable } from '../output.ts';

export const events: CommandDefinition = {
  path: 'events',
  summary: 'Say what changes, as it happens: sign-ins, messages, queue, users, settings, audit, applications, roles',
  options: [
    { flags: '--tenant <domain>', meaning: 'only of this tenant' },
    { flags: '--seconds <n>', meaning: 'end after so long (3600)' },
  ],
  examples: ['postern events', 'postern events --tenant fabrikam.example --seconds 60'],
  run: async (input) => ({ octets: lines(input) }),
};

async function* lines(input: CommandInput): AsyncGenerator<Uint8Array> {
  const asked = { tenant: text(input, 'tenant'), seconds: text(input, 'seconds') };
  const decoder = new TextDecoder();
  let rest = '';
  for await (const octets of await input.door.raw(`/events${query(asked)}`)) {
    const parts = (rest + decoder.decode(octets, { stream: true })).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const [, name, data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
      const { of, reason } = (name === undefined ? {} : JSON.parse(data)) as { of?: string; reason?: string };
      if (name === 'ended') throw new CliError(exitCodes.refused, `it has ended: ${printable(reason ?? '')}`);
      if (of !== undefined) yield Buffer.from(`${input.json ? data : of}\n`);
    }
  }
}

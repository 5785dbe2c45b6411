/** `postern watch` */
import type { CommandDefinition, CommandInput } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { query } from '../door.ts';
import { formatWatched, WatchEnded } from '../format-watched.ts';
import { CliError, exitCodes } from '../output.ts';

const names = ['tenant', 'user', 'address', 'listener'] as const;

export const watch: CommandDefinition = {
  path: 'watch',
  summary: 'Show SMTP dialogues live, without secrets and without the content of mail',
  options: [
    { flags: '--tenant <domain>', meaning: 'only of those who sign in to this tenant' },
    { flags: '--user <login>', meaning: 'only of those who sign in as this user, from the first line on' },
    { flags: '--address <range>', meaning: 'only from this address or range, as in 192.0.2.0/24' },
    { flags: '--listener <name>', meaning: 'only at this listener' },
    { flags: '--seconds <n>', meaning: 'end after so long (3600)' },
  ],
  examples: ['postern watch --address 192.0.2.0/24', 'postern watch --user scanner@fabrikam.example'],
  run: async (input) => ({ octets: watched(input) }),
};

/** A watch lasts no longer than the token that asked for it: with a new one it goes on. */
async function* watched(input: CommandInput): AsyncGenerator<Uint8Array> {
  const asked = Object.fromEntries(names.map((name) => [name, text(input, name)]));
  const begunAt = Date.now();
  for (let seconds = text(input, 'seconds'); ; ) {
    try {
      yield* formatWatched(await input.door.raw(`/watch${query({ ...asked, seconds })}`), input.json);
      return;
    } catch (error) {
      if (!(error instanceof WatchEnded)) throw error;
      if (error.code !== 'expired') throw new CliError(exitCodes.refused, `the watch has ended: ${error.message}`);
      const left = Math.ceil(Number(text(input, 'seconds') ?? 3600) - (Date.now() - begunAt) / 1000);
      if (left <= 0) return;
      seconds = String(left);
    }
  }
}

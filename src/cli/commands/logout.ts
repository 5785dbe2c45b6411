/** `postern logout` */
import type { CommandDefinition } from '../command-definition.ts';
import { CliError, exitCodes, printable } from '../output.ts';
import { openSessionFile } from '../remote/session-file.ts';

export const logout: CommandDefinition = {
  path: 'logout',
  summary: 'Forget the tokens of a sign-in on this machine; "postern session revoke" ends those of every machine',
  examples: ['postern logout --server https://mail.example', 'postern logout'],
  async run({ server: named }) {
    const file = openSessionFile();
    return file.alone(async () => {
      const servers = (await file.read()).map(({ server }) => server);
      const [only] = servers;
      if (named === null && servers.length > 1)
        throw new CliError(exitCodes.usage, `name one with --server: ${servers.join(', ')}`);
      const server = named ?? only;
      if (server === undefined || !servers.includes(server))
        throw new CliError(
          exitCodes.notPermitted,
          `you are not signed in${server === undefined ? '' : ` at ${server}`}`,
        );
      await file.remove(server);
      return { data: { server }, text: printable(`signed out at ${server}`) };
    });
  },
};

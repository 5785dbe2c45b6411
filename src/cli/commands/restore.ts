/** `postern restore` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { CliError, exitCodes } from '../output.ts';

export const restore: CommandDefinition = {
  path: 'restore',
  summary: 'Lay a backup into a data directory where nothing is, with no service running on it',
  arguments: [['<file>', 'an archive that "postern backup" has written']],
  examples: ['postern restore /backups/postern-2027-01-31.tar --data /var/lib/postern'],
  async run(input) {
    const directory = text(input, 'data');
    if (directory === undefined) throw new CliError(exitCodes.usage, 'name the directory with --data DIR');
    const { restoreBackup } = await import('../../store/backup/restore.ts');
    const { createdAt } = await restoreBackup(argument(input, 0), directory);
    return { data: { directory, createdAt }, text: `${directory} is as the service was at ${createdAt}; start it now` };
  },
};

/** `postern backup` */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { CliError, exitCodes } from '../output.ts';

export const backup: CommandDefinition = {
  path: 'backup',
  summary: 'Write all that the running service keeps, with its keys, to one archive that only you can read',
  arguments: [['<file>', 'the archive; it must not be there yet']],
  examples: ['postern backup /backups/postern-2027-01-31.tar'],
  async run(input) {
    const file = argument(input, 0);
    const part = `${file}.part`;
    const archive = await input.door.raw('/backup', 'POST');
    // `file` is taken first, so that nobody else makes it meanwhile, and has its name only when it is whole.
    await (await create(file)).close();
    try {
      await write(part, archive);
      const { readArchive } = await import('../../store/backup/read-archive.ts');
      const { createdAt } = await readArchive(createReadStream(part), drain);
      await rename(part, file);
      return {
        data: { file, createdAt },
        text: `${file} holds the service as of ${createdAt}; keep it as you keep a key`,
      };
    } catch (error) {
      await Promise.all([part, file].map((each) => unlink(each).catch(() => undefined)));
      if (error instanceof TypeError) throw new CliError(exitCodes.refused, 'the service broke the backup off');
      throw error;
    }
  },
};

function create(file: string): Promise<FileHandle> {
  return open(file, 'wx', 0o600).catch((cause: unknown) => {
    const there = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new CliError(exitCodes.refused, there ? `${file} is there already` : `${file} cannot be written`);
  });
}

async function write(file: string, octets: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await create(file);
  try {
    for await (const chunk of octets) await handle.appendFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function drain(_path: string, octets: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of octets);
}

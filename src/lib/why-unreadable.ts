/** Why a file could not be read, in words. Pure. */

const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is no directory',
};

/** `/etc/postern.json cannot be read: there is no such file` */
export function unreadable(file: string, error: unknown): string {
  const why = words[(error as NodeJS.ErrnoException | null)?.code ?? ''];
  return `${file} cannot be read${why === undefined ? '' : `: ${why}`}`;
}

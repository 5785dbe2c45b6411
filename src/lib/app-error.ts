/** Faults that Postern knows by name. What a person reads is made from the code at the edge, never from `cause`. */

/** Every code, and what it means to the person who meets it. */
export const appErrors = {
  'storage-full': 'the disk that holds the data directory is full',
  'storage-failed': 'the data directory could not be written',
  'storage-conflict': 'what was to be written contradicts what is kept',
  'storage-loss': 'what has to stay would be lost',
  'store-busy': 'the store has more work waiting than it may; try again',
  'store-closed': 'the store has been closed',
  'spool-damaged': 'a segment of the spool has been altered or its disk is failing; nothing was removed from it',
  'body-missing': 'the body of this message is no longer kept',
  'configuration-invalid': 'the configuration is not valid',
  'data-directory-in-use': 'another Postern runs on this data directory',
  'restore-unfinished':
    'a restore into the data directory did not end; remove all that is in the directory, and restore again',
  'directory-not-empty': 'a backup is restored only into a directory where nothing is',
  'directory-of-sandbox':
    'a sandbox keeps its accounts here, whose password is printed; name another directory for the service with --data',
  'directory-of-service':
    'a service keeps its data here, which a sandbox would add its accounts to; name another directory with --data',
  'backup-damaged': 'the backup is damaged, and nothing was restored',
  'backup-unknown': 'this is no backup that "postern backup" has written, and nothing was restored',
  'backup-unreadable': 'nothing was restored',
  'backup-newer': 'the backup was written by a newer Postern, which is needed to restore it',
  'cannot-listen': 'the port cannot be listened on',
  'service-not-found': 'no running service was found',
} as const;

export type AppErrorCode = keyof typeof appErrors;

export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly parameters: Readonly<Record<string, string | number>>;

  constructor(code: AppErrorCode, parameters: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(appErrors[code], cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.parameters = parameters;
  }
}

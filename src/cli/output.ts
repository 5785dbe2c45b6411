/** What a command prints, and the exit code that goes with it. */
import { AppError, type AppErrorCode } from '../lib/app-error.ts';
import { PrivateFileFault } from '../lib/private-file.ts';

/** How a command can end; what it means is in `exitMeanings`. */
export const exitCodes = {
  ok: 0,
  refused: 1,
  usage: 2,
  notFound: 3,
  notPermitted: 4,
  unreachable: 69,
  internal: 70,
} as const;

/** The help and the reference of the command line show this. */
export const exitMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  ok: 'done; of doctor: nothing stops a device',
  refused: 'refused: something stands in the way; of doctor: something stops a device',
  usage: 'the command line, or a file that it names, is wrong',
  notFound: 'what was named is not there',
  notPermitted: 'not signed in, or a role or permission is missing',
  unreachable: 'there is no service to ask, or it cannot answer now',
  internal: 'a fault of Postern; the log of the service has the reason',
};

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a command came to: `data` for `--json`, else `text`, or octets exactly as they are. `exitCode`: where it is not `ok`. */
export type Outcome =
  | { readonly data: unknown; readonly text: string; readonly exitCode?: ExitCode }
  | { readonly octets: AsyncIterable<Uint8Array> };

/** An end that is not success; the message says what to do. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Faults that the person who typed the command can put right; every other one is ours. */
const exitCodeOf: Partial<Record<AppErrorCode, ExitCode>> = {
  'configuration-invalid': exitCodes.usage,
  'cannot-listen': exitCodes.refused,
  'data-directory-in-use': exitCodes.refused,
  'restore-unfinished': exitCodes.refused,
  'directory-not-empty': exitCodes.refused,
  'directory-of-sandbox': exitCodes.refused,
  'directory-of-service': exitCodes.refused,
  'backup-damaged': exitCodes.refused,
  'backup-unknown': exitCodes.usage,
  'backup-unreadable': exitCodes.usage,
  'backup-newer': exitCodes.refused,
  'service-not-found': exitCodes.unreachable,
};

/** What is printed of an error, and the exit code: never a stack trace. */
export function describeError(error: unknown): { readonly text: string; readonly exitCode: ExitCode } {
  if (error instanceof CliError) return { text: error.message, exitCode: error.exitCode };
  if (error instanceof PrivateFileFault) return { text: error.message, exitCode: exitCodes.refused };
  if (!(error instanceof AppError)) return { text: 'an internal fault', exitCode: exitCodes.internal };
  const facts = Object.values(error.parameters).join(' ');
  const text = facts === '' ? error.message : `${error.message}: ${facts}`;
  return { text, exitCode: exitCodeOf[error.code] ?? exitCodes.internal };
}

/** Columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A time as people and programs both read it. */
export function time(at: number): string {
  return new Date(at).toISOString();
}

/** Text of a stranger without control characters, so that it cannot write to the terminal. */
export function printable(value: string): string {
  // oxlint-disable-next-line no-control-regex
  return value.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '?');
}

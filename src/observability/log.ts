/** The log: JSON lines, without secrets. */
import pino, { type Logger } from 'pino';
import { redact } from './redact.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogOptions {
  readonly level: LogLevel;
  /** A file that lines are added to; empty: standard error. */
  readonly file: string;
}

export interface Log {
  write(level: LogLevel, event: string, facts: Readonly<Record<string, unknown>>): void;
  /** Writes out what is held back. */
  close(): void;
}

/** Octets that are gathered before they are written, and how long they wait for company. */
const bufferBytes = 4096;
const flushMs = 250;

export function createLog({ level, file }: LogOptions): Log {
  const destination = pino.destination({
    dest: file === '' ? 2 : file,
    sync: false,
    minLength: bufferBytes,
    mkdir: true,
  });
  const timer = setInterval(() => destination.flush(), flushMs).unref();
  const logger: Logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    write(at, event, facts) {
      if (logger.isLevelEnabled(at)) logger[at]({ event, ...(redact(facts) as object) });
    },
    close() {
      clearInterval(timer);
      destination.flushSync();
    },
  };
}

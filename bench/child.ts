/** Starts a child process and asks it one thing at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Report, Request } from './protocol.ts';

const patienceMs = 60_000;

export interface Child {
  readonly port: number;
  ask<K extends Report['kind']>(request: Request, kind: K): Promise<Extract<Report, { kind: K }>>;
  stop(): Promise<void>;
}

/** Resolves when the child says that it is ready. `file` is beside this one. */
export async function startChild(file: string, args: readonly string[]): Promise<Child> {
  const child = fork(new URL(file, import.meta.url), args, { execArgv: ['--expose-gc', '--no-warnings'] });
  try {
    const { port } = await reportOf(child, 'ready');
    return {
      port,
      ask(request, kind) {
        const answer = reportOf(child, kind);
        child.send(request);
        return answer;
      },
      stop: () => end(child),
    };
  } catch (error) {
    await end(child);
    throw error;
  }
}

function reportOf<K extends Report['kind']>(child: ChildProcess, kind: K): Promise<Extract<Report, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      act();
    };
    const onMessage = (report: Report) => {
      if (report.kind === kind) settle(() => resolve(report as Extract<Report, { kind: K }>));
    };
    const onExit = () => settle(() => reject(new Error(`A child ended before it reported "${kind}"`)));
    const timer = setTimeout(
      () => settle(() => reject(new Error(`A child did not report "${kind}" in time`))),
      patienceMs,
    );
    child.on('message', onMessage).on('exit', onExit);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

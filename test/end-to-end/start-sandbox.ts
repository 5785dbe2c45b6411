/** Starts a sandbox of its own for a test, as a process, on free ports. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const startMs = 60_000;
const endMs = 30_000;

export interface Sandbox {
  readonly password: string;
  readonly applications: readonly { readonly domain: string; readonly clientId: string; readonly secret: string }[];
  readonly caFile: string;
  readonly dataDirectory: string;
  readonly httpUrl: string;
  readonly httpsUrl: string;
  readonly ports: Readonly<Record<'submission' | 'submissions' | 'microsoft-365', number>>;
  /** Runs a command of the command line; what it printed. */
  postern(...parameters: string[]): Promise<string>;
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>;
}

export async function startSandbox(t: TestContext, given?: string, httpPort = '0'): Promise<Sandbox> {
  const dataDirectory = given ?? (await mkdtemp(join(tmpdir(), 'postern-sandbox-')));
  const ports = [
    '--smtp-port',
    '0',
    '--smtps-port',
    '0',
    '--microsoft-port',
    '0',
    '--http-port',
    httpPort,
    '--https-port',
    '0',
  ];
  const child = spawn(
    process.execPath,
    [join(root, 'src/main.ts'), 'sandbox', '--json', '--data', dataDirectory, ...ports],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  t.after(async () => {
    child.kill('SIGTERM');
    // One that does not end by itself must not hold up the run.
    const impatience = setTimeout(() => child.kill('SIGKILL'), endMs);
    await ended;
    clearTimeout(impatience);
    await rm(dataDirectory, { recursive: true, force: true });
  });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', () => reject(new Error(`the sandbox ended: ${errors}`)));
    setTimeout(() => reject(new Error(`the sandbox is not ready after a minute: ${errors}`)), startMs).unref();
  });
  const facts = JSON.parse(line) as Omit<Sandbox, 'postern' | 'kill'>;
  return {
    ...facts,
    async postern(...parameters) {
      const { stdout } = await run(process.execPath, [
        join(root, 'bin/postern'),
        ...parameters,
        '--data',
        dataDirectory,
      ]);
      return stdout;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** `npm run bench`: Postern beside a peer, in one run; medians, ratios, and which goals were reached. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { embeddedCertificate } from '../src/smtp/server/tls/certificate-authority.ts';
import { type Child, startChild } from './child.ts';
import type { Task } from './protocol.ts';

type ServerName = 'postern' | 'peer-stores' | 'peer-sink';
interface Scenario {
  readonly name: string;
  readonly servers: readonly ServerName[];
  readonly task: Pick<Task, 'mode' | 'pipelined' | 'connections'>;
}
/** Figures of one run; medians of them go into the table. */
type Figures = Record<'rate' | 'p50' | 'p99' | 'cpu' | 'generatorCpu' | 'flushes' | 'kibPerIdle', number>;

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const [rounds, warmMs, runMs] = options.quick === true ? [3, 400, 1000] : [5, 2000, 5000];
/** No run begins after this. */
const deadline = Date.now() + (options.quick === true ? 120_000 : 900_000);

const all: readonly ServerName[] = ['postern', 'peer-stores', 'peer-sink'];
const scenarios: readonly Scenario[] = [
  ...[1, 10, 50].map((connections) => ({
    name: `persistent-${connections}`,
    servers: all,
    task: { mode: 'persistent', pipelined: true, connections } as const,
  })),
  {
    name: 'connection-a-message-10',
    servers: ['postern', 'peer-stores'],
    task: { mode: 'connection-a-message', pipelined: true, connections: 10 },
  },
  {
    name: 'ordinary-client',
    servers: ['postern'],
    task: { mode: 'connection-a-message', pipelined: false, connections: 1 },
  },
  { name: 'idle-1000', servers: ['postern'], task: { mode: 'idle', pipelined: false, connections: 1000 } },
];

/** Name of the goal, scenario, figure, against whom (or an absolute figure), and the bound. */
const goals: readonly [string, string, keyof Figures, ServerName | null, 'at least' | 'under', number][] = [
  ['rate beside the storing peer, 50 persistent', 'persistent-50', 'rate', 'peer-stores', 'at least', 2.5],
  ['rate beside the storing peer, 1 persistent', 'persistent-1', 'rate', 'peer-stores', 'at least', 1.5],
  ['rate beside the sink, 50 persistent', 'persistent-50', 'rate', 'peer-sink', 'at least', 0.8],
  ['flushes a message, 50 persistent', 'persistent-50', 'flushes', null, 'under', 0.1],
  ['connect to 250, p50 in ms', 'ordinary-client', 'p50', null, 'under', 10],
  ['KiB per idle connection at 1,000', 'idle-1000', 'kibPerIdle', null, 'under', 60],
];

async function startServer(name: ServerName, directory: string, tls: readonly [string, string]): Promise<Child> {
  await mkdir(directory, { recursive: true });
  return name === 'postern'
    ? startChild('./servers/postern.ts', [directory, ...tls])
    : startChild('./servers/peer.ts', [directory, ...tls, name === 'peer-sink' ? 'sink' : 'stores']);
}

function generator(task: Task): Promise<Child> {
  return startChild('./generator.ts', [JSON.stringify(task)]);
}

async function measure(server: Child, task: Scenario['task']): Promise<Figures> {
  const idle = task.mode === 'idle';
  const common = { port: server.port, warmMs, runMs, ...task };
  if (idle) {
    // What the first connections need once is no cost of a connection.
    const warmUp = await generator({ ...common, mode: 'persistent', connections: 20 });
    await warmUp.stop();
  }
  const first = idle ? (await server.ask('collect', 'stats')).stats : null;
  const client = await generator(idle ? { ...common, warmMs: 0 } : common);
  try {
    const { stats: before } = await server.ask(idle ? 'collect' : 'stats', 'stats');
    const kibPerIdle = first === null ? 0 : (before.rss - first.rss) / 1024 / task.connections;
    const none = { rate: 0, p50: 0, p99: 0, cpu: 0, generatorCpu: 0, flushes: 0 };
    if (idle) return { ...none, kibPerIdle };
    const { result } = await client.ask('go', 'result');
    const { stats: after } = await server.ask('stats', 'stats');
    const { messages, seconds, p50, p99, cpuSeconds } = result;
    return {
      rate: messages / seconds,
      p50,
      p99,
      cpu: ((after.cpuSeconds - before.cpuSeconds) / messages) * 1000,
      generatorCpu: (cpuSeconds / messages) * 1000,
      flushes: (after.flushes - before.flushes) / messages,
      kibPerIdle,
    };
  } finally {
    await client.stop();
  }
}

function median(runs: readonly Figures[], figure: keyof Figures): number {
  const sorted = runs.map((run) => run[figure]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

async function runAll(directory: string, runs: Map<string, Figures[]>): Promise<void> {
  const { certFile, keyFile } = await embeddedCertificate(
    join(directory, 'tls'),
    ['localhost', '127.0.0.1'],
    Date.now(),
  );
  let count = 0;
  // Servers alternate within a round, so that a slow minute of the machine meets all of them.
  for (let round = 0; round < rounds; round++) {
    for (const { name, servers, task } of scenarios) {
      if (options.only !== undefined && !name.startsWith(options.only)) continue;
      for (const serverName of servers) {
        if (Date.now() > deadline) return;
        const place = join(directory, `${count++}`);
        const server = await startServer(serverName, place, [certFile, keyFile]);
        try {
          const key = `${name} ${serverName}`;
          runs.set(key, [...(runs.get(key) ?? []), await measure(server, task)]);
        } finally {
          await server.stop();
          await rm(place, { recursive: true, force: true });
        }
      }
    }
  }
}

function print(runs: ReadonlyMap<string, Figures[]>): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`Medians of ${rounds} rounds of ${runMs} ms; Node ${process.version}; ${cpus().length} cores; 4 KiB, loopback\n`);
  say(
    '| scenario | server | messages/s | p50 ms | p99 ms | CPU s/1,000 | generator CPU s/1,000 | flushes/message | runs |',
  );
  say('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [key, figures] of runs) {
    if (key.startsWith('idle')) continue;
    const of = (figure: keyof Figures, digits: number) => median(figures, figure).toFixed(digits);
    const cells = [...key.split(' '), of('rate', 0), of('p50', 2), of('p99', 2), of('cpu', 2), of('generatorCpu', 2)];
    const flushes = key.endsWith('sink') ? '–' : of('flushes', 3);
    say(`| ${[...cells, flushes, figures.length].join(' | ')} |`);
  }
  say('\n| goal | bound | measured | |\n| --- | --- | ---: | --- |');
  for (const [goal, scenario, figure, against, sense, bound] of goals) {
    const own = runs.get(`${scenario} postern`);
    const other = against === null ? null : runs.get(`${scenario} ${against}`);
    if (own === undefined || other === undefined) continue;
    const measured = median(own, figure) / (other === null ? 1 : median(other, figure));
    const reached = sense === 'at least' ? measured >= bound : measured < bound;
    say(`| ${goal} | ${sense} ${bound} | ${measured.toFixed(2)} | ${reached ? 'reached' : 'fell short'} |`);
  }
}

const directory = await mkdtemp(join(tmpdir(), 'postern-bench-'));
const runs = new Map<string, Figures[]>();
try {
  await runAll(directory, runs);
} finally {
  await rm(directory, { recursive: true, force: true });
}
print(runs);

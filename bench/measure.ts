/** One run of one scenario against one server. */
import { mkdir } from 'node:fs/promises';
import { type Child, startChild } from './child.ts';
import type { Task } from './protocol.ts';
import type { Figures, Scenario, ServerName } from './scenarios.ts';

export interface Duration {
  readonly warmMs: number;
  readonly runMs: number;
}

const ordinaryBytes = 4096;
const guessers = 20;
const none: Figures = {
  rate: 0,
  p50: 0,
  p99: 0,
  longest: 0,
  cpu: 0,
  generatorCpu: 0,
  flushes: 0,
  kibPerIdle: 0,
  peakMiB: 0,
};

export async function startServer(name: ServerName, directory: string, tls: readonly [string, string]): Promise<Child> {
  await mkdir(directory, { recursive: true });
  if (name === 'postern') return startChild('./servers/postern.ts', [directory, ...tls, 'argon2id']);
  if (name === 'postern-cheap-hash') return startChild('./servers/postern.ts', [directory, ...tls, 'cheap']);
  return startChild('./servers/peer.ts', [directory, ...tls, name === 'peer-sink' ? 'sink' : 'stores']);
}

export async function measure(server: Child, scenario: Scenario, duration: Duration): Promise<Figures> {
  const task: Task = {
    port: server.port,
    pipelined: true,
    messageBytes: ordinaryBytes,
    from: ['127.0.0.1'],
    ...duration,
    ...scenario.task,
  };
  if (task.mode === 'idle') return measureIdle(server, task);
  if (scenario.guessersFrom === undefined) return measureSending(server, task);
  const from = scenario.guessersFrom;
  // They begin first and end last: the good device is never alone.
  const runMs = duration.warmMs + duration.runMs + 2000;
  const guessing = await generator({ ...task, mode: 'guess', connections: guessers, from, warmMs: 0, runMs });
  const guessed = guessing.ask('go', 'result');
  try {
    return await measureSending(server, task);
  } finally {
    await guessed;
    await guessing.stop();
  }
}

function generator(task: Task): Promise<Child> {
  return startChild('./generator.ts', [JSON.stringify(task)]);
}

async function measureSending(server: Child, asked: Task): Promise<Figures> {
  const isLarge = asked.messageBytes > ordinaryBytes;
  if (isLarge) await warmUp(server, asked);
  const task = isLarge ? { ...asked, warmMs: 0 } : asked;
  const client = await generator(task);
  try {
    const { stats: before } = await server.ask('collect', 'stats');
    const { result } = await client.ask('go', 'result');
    const { stats: after } = await server.ask('stats', 'stats');
    const { messages, seconds, p50, p99, longest, cpuSeconds } = result;
    return {
      ...none,
      rate: messages / seconds,
      p50,
      p99,
      longest,
      cpu: ((after.cpuSeconds - before.cpuSeconds) / messages) * 1000,
      generatorCpu: (cpuSeconds / messages) * 1000,
      flushes: (after.flushes - before.flushes) / messages,
      peakMiB: (after.peakRss - before.rss) / 1024 / 1024,
    };
  } finally {
    await client.stop();
  }
}

/** What the first connections and messages need once is no cost of those that are measured. */
async function warmUp(server: Child, task: Task): Promise<void> {
  const small = { messageBytes: ordinaryBytes, connections: 20, mode: 'persistent', port: server.port } as const;
  const client = await generator({ ...task, ...small });
  await client.stop();
}

async function measureIdle(server: Child, task: Task): Promise<Figures> {
  await warmUp(server, task);
  const { stats: before } = await server.ask('collect', 'stats');
  const client = await generator({ ...task, warmMs: 0 });
  try {
    const { stats: after } = await server.ask('collect', 'stats');
    return { ...none, kibPerIdle: (after.rss - before.rss) / 1024 / task.connections };
  } finally {
    await client.stop();
  }
}

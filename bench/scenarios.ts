/** What is measured, and which goals are set: data. */
import type { Task } from './protocol.ts';

/** `postern-cheap-hash`: Postern with a stored password that costs nothing to check, to see what argon2id costs. */
export type ServerName = 'postern' | 'postern-cheap-hash' | 'peer-stores' | 'peer-sink';

export interface Scenario {
  readonly name: string;
  readonly servers: readonly ServerName[];
  readonly task: Pick<Task, 'mode' | 'connections'> & Partial<Pick<Task, 'pipelined' | 'messageBytes' | 'from'>>;
  /** Twenty others guess passwords meanwhile, from these addresses. */
  readonly guessersFrom?: readonly string[];
}

/** Figures of one run; medians of them go into the table. */
export type Figures = Record<
  'rate' | 'p50' | 'p99' | 'longest' | 'cpu' | 'generatorCpu' | 'flushes' | 'kibPerIdle' | 'peakMiB',
  number
>;

const mebibyte = 1024 * 1024;
const all: readonly ServerName[] = ['postern', 'peer-stores', 'peer-sink'];
const otherAddresses = Array.from({ length: 20 }, (_, index) => `127.0.0.${index + 2}`);
const goodDevice = { mode: 'connection-a-message', connections: 1 } as const;

export const scenarios: readonly Scenario[] = [
  ...[1, 10, 50].map((connections) => ({
    name: `persistent-${connections}`,
    servers: all,
    task: { mode: 'persistent', connections } as const,
  })),
  ...[1, 10, 50].map((connections) => ({
    name: `connection-a-message-${connections}`,
    servers:
      connections === 10
        ? (['postern', 'postern-cheap-hash', 'peer-stores'] as const)
        : (['postern', 'peer-stores'] as const),
    task: { mode: 'connection-a-message', connections } as const,
  })),
  {
    name: '5-mib-4',
    servers: all,
    task: { mode: 'persistent', connections: 4, messageBytes: 5 * mebibyte },
  },
  { name: 'ordinary-client', servers: ['postern'], task: { ...goodDevice, pipelined: false } },
  { name: 'guessed-elsewhere', servers: ['postern'], task: goodDevice, guessersFrom: otherAddresses },
  { name: 'guessed-here', servers: ['postern'], task: goodDevice, guessersFrom: ['127.0.0.1'] },
  { name: 'idle-1000', servers: ['postern'], task: { mode: 'idle', connections: 1000 } },
  {
    name: '150-mb-1',
    servers: ['postern'],
    task: { mode: 'persistent', connections: 1, messageBytes: 150_000_000 },
  },
];

interface Goal {
  readonly name: string;
  readonly figure: keyof Figures;
  readonly of: string;
  /** What it is a ratio to: a scenario and a server; left out: an absolute figure. */
  readonly to?: readonly [scenario: string, server: ServerName];
  readonly sense: 'at least' | 'under';
  readonly bound: number;
}

export const goals: readonly Goal[] = [
  {
    name: 'rate beside the storing peer, 50 persistent',
    figure: 'rate',
    of: 'persistent-50',
    to: ['persistent-50', 'peer-stores'],
    sense: 'at least',
    bound: 2.5,
  },
  {
    name: 'rate beside the storing peer, 1 persistent',
    figure: 'rate',
    of: 'persistent-1',
    to: ['persistent-1', 'peer-stores'],
    sense: 'at least',
    bound: 1.5,
  },
  {
    name: 'rate beside the sink, 50 persistent',
    figure: 'rate',
    of: 'persistent-50',
    to: ['persistent-50', 'peer-sink'],
    sense: 'at least',
    bound: 0.8,
  },
  { name: 'flushes a message, 50 persistent', figure: 'flushes', of: 'persistent-50', sense: 'under', bound: 0.1 },
  { name: 'connect to 250, p50 in ms', figure: 'p50', of: 'ordinary-client', sense: 'under', bound: 10 },
  { name: 'KiB per idle connection at 1,000', figure: 'kibPerIdle', of: 'idle-1000', sense: 'under', bound: 60 },
  {
    name: 'rate with argon2id beside a cheap hash, one connection a message',
    figure: 'rate',
    of: 'connection-a-message-10',
    to: ['connection-a-message-10', 'postern-cheap-hash'],
    sense: 'at least',
    bound: 0.9,
  },
  {
    name: 'good device’s p50 while others guess elsewhere, beside alone',
    figure: 'p50',
    of: 'guessed-elsewhere',
    to: ['connection-a-message-1', 'postern'],
    sense: 'under',
    bound: 1.5,
  },
  {
    name: 'longest message in ms while others guess from its own address',
    figure: 'longest',
    of: 'guessed-here',
    sense: 'under',
    bound: 500,
  },
  { name: 'memory that a message of 150 MB takes, MiB', figure: 'peakMiB', of: '150-mb-1', sense: 'under', bound: 32 },
];

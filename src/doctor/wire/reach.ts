/** Tries whether ports can be reached from here, and how long that takes. */
import { connect, isIPv6 } from 'node:net';
import type { Deadline } from './deadline.ts';
import type { Reached } from './wire-facts.ts';

/** A device gives up about then; what has not answered by now is taken for dropped on the way. */
const limitMs = 10_000;

/** The first address of each family on every port, all at once. Never throws. */
export async function tryPorts(
  addresses: readonly string[],
  ports: readonly number[],
  deadline: Deadline,
): Promise<readonly Reached[]> {
  const first = [addresses.find((each) => !isIPv6(each)), addresses.find((each) => isIPv6(each))];
  const pairs = ports.flatMap((port) => first.flatMap((address) => (address === undefined ? [] : [{ port, address }])));
  return Promise.all(pairs.map(({ port, address }) => tryPort(address, port, deadline.within(limitMs))));
}

function tryPort(address: string, port: number, timeoutMs: number): Promise<Reached> {
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<Reached>();
  const socket = connect({ host: address, port });
  const timer = setTimeout(() => end('ETIMEDOUT'), timeoutMs);
  function end(failure: string | null): void {
    clearTimeout(timer);
    socket.destroy();
    resolve({ port, address, failure, tookMs: Math.round(performance.now() - began) });
  }
  socket.once('connect', () => end(null));
  socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'EUNKNOWN'));
  return promise;
}

/** The peer: npm's `smtp-server`, as a sink or with one file written, flushed and renamed a message. */
import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { account } from '../protocol.ts';
import { serveBenchmark } from './serve-benchmark.ts';

const [dataDirectory = '', certFile = '', keyFile = '', kind = 'sink'] = process.argv.slice(2);
let stored = 0;

async function store(chunks: readonly Buffer[]): Promise<Error | null> {
  stored += 1;
  const name = join(dataDirectory, `${stored}`);
  try {
    const file = await open(`${name}.part`, 'wx');
    await file.writev([...chunks]);
    await file.sync();
    await file.close();
    await rename(`${name}.part`, name);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error('Storing failed');
  }
}

async function storeThen(chunks: readonly Buffer[], done: (error: Error | null) => void): Promise<void> {
  done(await store(chunks));
}

const server = new SMTPServer({
  cert: readFileSync(certFile),
  key: readFileSync(keyFile),
  disableReverseLookup: true,
  onAuth({ username, password }, _session, done) {
    if (username === account.user && password === account.password) done(null, { user: username });
    else done(new Error('Wrong password'));
  },
  onData(stream, _session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      if (kind === 'sink') done();
      else void storeThen(chunks, done);
    });
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => serveBenchmark((server.server.address() as AddressInfo).port, () => stored));

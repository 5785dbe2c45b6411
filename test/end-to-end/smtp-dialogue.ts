/** A plain SMTP dialogue for tests: lines out, whole replies in. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';

export interface Dialogue {
  /** Sends a line (or nothing) and waits for the whole reply. */
  say(line?: string): Promise<string>;
  raw(text: string): void;
  reply(): Promise<string>;
  startTls(): Promise<void>;
  close(): void;
}

/** Time that any answer may take on a busy machine; without it a server that is silent would hold up the whole run. */
const patienceMs = 60_000;

async function within<T>(what: string, answer: Promise<T>): Promise<T> {
  const patience = new AbortController();
  const late = delay(patienceMs, null, { signal: patience.signal }).then(() => {
    throw new Error(`${what} within ${patienceMs / 1000} seconds`);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    patience.abort();
    late.catch(() => undefined);
  }
}

export async function dialogue(port: number): Promise<Dialogue> {
  let socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = '';
  let ended = false;
  let wake: () => void = () => undefined;
  const listen = (): void => {
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
      wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      ended = true;
      wake();
    });
  };
  listen();
  const whole = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/;

  const reply = (): Promise<string> => within(`no reply after ${JSON.stringify(received)}`, nextReply());

  async function nextReply(): Promise<string> {
    for (;;) {
      const match = whole.exec(received);
      if (match !== null) {
        received = received.slice(match[0].length);
        return match[0].trimEnd();
      }
      if (ended) return '(closed)';
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  return {
    reply,
    raw: (text) => void socket.write(text),
    say(line) {
      if (line !== undefined) socket.write(`${line}\r\n`);
      return reply();
    },
    async startTls() {
      socket.removeAllListeners();
      socket = connectTls({ socket, rejectUnauthorized: false });
      listen();
      await within('no TLS', once(socket, 'secureConnect'));
    },
    close: () => socket.destroy(),
  };
}

/** Greets, goes to TLS, greets again. */
export async function secure(port: number): Promise<Dialogue> {
  const smtp = await dialogue(port);
  await smtp.say();
  await smtp.say('EHLO test');
  await smtp.say('STARTTLS');
  await smtp.startTls();
  await smtp.say('EHLO test');
  return smtp;
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** AUTH LOGIN; the last reply. */
export async function login(smtp: Dialogue, user: string, password: string): Promise<string> {
  await smtp.say('AUTH LOGIN');
  await smtp.say(base64(user));
  return smtp.say(base64(password));
}

/** The cheapest SMTP client that still speaks STARTTLS and AUTH PLAIN: raw sockets, replies as whole lines. */
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { account } from './protocol.ts';

const host = '127.0.0.1';
const timeoutMs = 20_000;
const authPlain = Buffer.from(`\0${account.user}\0${account.password}`).toString('base64');
const mail = `MAIL FROM:<${account.user}>\r\n`;
const rcpt = 'RCPT TO:<someone@contoso.example>\r\n';
const data = 'DATA\r\n';
const message = prebuiltMessage(4096);

export interface Conversation {
  /** Sends the prebuilt message; resolves at its 250. */
  send(pipelined: boolean): Promise<void>;
  quit(): Promise<void>;
}

/** Connects, secures and signs in. A full handshake each time: no session is kept. */
export async function openConversation(port: number): Promise<Conversation> {
  const plain = connect({ host, port, noDelay: true });
  const clear = lineReader(plain);
  await clear.replies(1);
  plain.write('EHLO bench.example\r\n');
  await clear.replies(1);
  plain.write('STARTTLS\r\n');
  await clear.replies(1);
  clear.detach();
  const socket = connectTls({ socket: plain, servername: 'localhost', rejectUnauthorized: false });
  const { replies } = lineReader(socket);
  socket.write('EHLO bench.example\r\n');
  await replies(1);
  socket.write(`AUTH PLAIN ${authPlain}\r\n`);
  await replies(1);
  return {
    async send(pipelined) {
      if (pipelined) {
        socket.write(mail + rcpt + data);
        await replies(3);
      } else {
        for (const command of [mail, rcpt, data]) {
          socket.write(command);
          await replies(1);
        }
      }
      socket.write(message);
      await replies(1);
    },
    async quit() {
      socket.write('QUIT\r\n');
      await replies(1);
      socket.destroy();
    },
  };
}

/** Counts final reply lines; any 4xx or 5xx, end or silence ends the conversation with an error. */
function lineReader(socket: Socket) {
  let rest = '';
  let seen = 0;
  let failure: Error | null = null;
  let waiter: { count: number; resolve: () => void; reject: (error: Error) => void } | null = null;
  const settle = () => {
    if (waiter === null) return;
    const { count, resolve, reject } = waiter;
    if (failure !== null) reject(failure);
    else if (seen >= count) {
      seen -= count;
      resolve();
    } else return;
    waiter = null;
  };
  const fail = (error: Error) => {
    failure ??= error;
    settle();
  };
  const onData = (chunk: Buffer) => {
    rest += chunk.toString('latin1');
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (line[3] === '-') continue;
      if (line >= '4') fail(new Error(`The server said: ${line}`));
      seen += 1;
    }
    settle();
  };
  const onEnd = () => fail(new Error('The server closed the connection'));
  const onTimeout = () => fail(new Error('The server is silent'));
  socket.on('data', onData).on('error', fail).on('close', onEnd);
  socket.setTimeout(timeoutMs, onTimeout);
  return {
    replies: (count: number) =>
      new Promise<void>((resolve, reject) => {
        waiter = { count, resolve, reject };
        settle();
      }),
    detach() {
      socket.setTimeout(0);
      socket.off('data', onData).off('close', onEnd).off('timeout', onTimeout);
    },
  };
}

function prebuiltMessage(size: number): Buffer {
  const header = `From: <${account.user}>\r\nTo: <someone@contoso.example>\r\nSubject: scan\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <bench@contoso.example>\r\n\r\n`;
  const line = `${'x'.repeat(74)}\r\n`;
  return Buffer.from(`${header}${line.repeat(Math.ceil((size - header.length) / line.length))}.\r\n`);
}

/** The cheapest SMTP client that still speaks STARTTLS and AUTH PLAIN: raw sockets, replies as whole lines. */
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { account } from './protocol.ts';

const host = '127.0.0.1';
const timeoutMs = 20_000;
const authPlain = (password: string): string => Buffer.from(`\0${account.user}\0${password}`).toString('base64');
const mail = `MAIL FROM:<${account.user}>\r\n`;
const rcpt = 'RCPT TO:<someone@contoso.example>\r\n';
const data = 'DATA\r\n';
/** A small message is one write; a large one is this piece, over and over. */
const piece = textOf(64 * 1024);

const header = Buffer.from(
  `From: <${account.user}>\r\nTo: <someone@contoso.example>\r\nSubject: scan\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <bench@contoso.example>\r\n\r\n`,
);

export interface Conversation {
  /** Sends a message of about `messageBytes`; resolves at its 250. */
  send(messageBytes: number, pipelined: boolean): Promise<void>;
  quit(): Promise<void>;
}

/** One wrong password; whatever the server answers, and however it ends, is none of our business. */
export async function guess(port: number, from: string): Promise<void> {
  try {
    const { socket, replies } = await secure(port, from);
    socket.write(`AUTH PLAIN ${authPlain(`guess-${Math.random()}`)}\r\n`);
    await replies(1).catch(() => undefined);
    socket.destroy();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Connects, secures and signs in. A full handshake each time: no session is kept. */
export async function openConversation(port: number, from: string): Promise<Conversation> {
  const { socket, replies } = await secure(port, from);
  socket.write(`AUTH PLAIN ${authPlain(account.password)}\r\n`);
  await replies(1);
  return {
    async send(messageBytes, pipelined) {
      if (pipelined) {
        socket.write(mail + rcpt + data);
        await replies(3);
      } else {
        for (const command of [mail, rcpt, data]) {
          socket.write(command);
          await replies(1);
        }
      }
      await sendText(socket, messageBytes);
      await replies(1);
    },
    async quit() {
      socket.write('QUIT\r\n');
      await replies(1);
      socket.destroy();
    },
  };
}

async function secure(port: number, from: string) {
  const plain = connect({ host, port, localAddress: from, noDelay: true });
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
  return { socket, replies };
}

async function sendText(socket: Socket, messageBytes: number): Promise<void> {
  if (messageBytes <= piece.length) {
    socket.write(smallMessage(messageBytes));
    return;
  }
  socket.write(header);
  for (let sent = header.length; sent < messageBytes; sent += piece.length) {
    if (!socket.write(piece)) await new Promise((resolve) => socket.once('drain', resolve));
  }
  socket.write('.\r\n');
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

const small = new Map<number, Buffer>();

function smallMessage(size: number): Buffer {
  let message = small.get(size);
  if (message === undefined) {
    message = Buffer.concat([header, textOf(size - header.length), Buffer.from('.\r\n')]);
    small.set(size, message);
  }
  return message;
}

function textOf(size: number): Buffer {
  const line = `${'x'.repeat(74)}\r\n`;
  return Buffer.from(line.repeat(Math.ceil(size / line.length)));
}

/** A child process that sends messages, or guesses passwords, as its task says, and reports rate, latency and its own CPU time. */
import { type Conversation, guess, openConversation } from './conversation.ts';
import { cpuSeconds, type Report, type Request, type Result, type Task } from './protocol.ts';

/** Handshakes under way at once while connections are opened. */
const openingAtOnce = 20;

const task = JSON.parse(process.argv[2] ?? '') as Task;
const report = (message: Report) => process.send?.(message);
const addressOf = (index: number): string => task.from[index % task.from.length] ?? '127.0.0.1';

async function openAll(): Promise<Conversation[]> {
  const open: Conversation[] = [];
  while (open.length < task.connections) {
    const count = Math.min(openingAtOnce, task.connections - open.length);
    open.push(
      ...(await Promise.all(
        Array.from({ length: count }, (_, index) => openConversation(task.port, addressOf(open.length + index))),
      )),
    );
  }
  return open;
}

/** One message, or one guess, of the lane `index`. */
async function once(index: number, lasting: Conversation | undefined): Promise<void> {
  if (task.mode === 'guess') return guess(task.port, addressOf(index));
  const conversation = lasting ?? (await openConversation(task.port, addressOf(index)));
  await conversation.send(task.messageBytes, task.pipelined);
  if (lasting === undefined) await conversation.quit();
}

async function run(conversations: readonly Conversation[], milliseconds: number): Promise<Result> {
  const latencies: number[] = [];
  const cpuBefore = cpuSeconds();
  const start = performance.now();
  const lane = async (index: number) => {
    for (let from = performance.now(); from - start < milliseconds; from = performance.now()) {
      await once(index, conversations[index]);
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: task.connections }, (_, index) => lane(index)));
  const seconds = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    messages: latencies.length,
    seconds,
    p50: at(0.5),
    p99: at(0.99),
    longest: at(1),
    cpuSeconds: cpuSeconds() - cpuBefore,
  };
}

process.on('disconnect', () => process.exit());
const lasting = task.mode === 'persistent' || task.mode === 'idle' ? await openAll() : [];
if (task.warmMs > 0) await run(lasting, task.warmMs);
process.on('message', (request: Request) => {
  if (request === 'stop') process.exit();
  if (request === 'go') void run(lasting, task.runMs).then((result) => report({ kind: 'result', result }));
});
report({ kind: 'ready', port: 0 });

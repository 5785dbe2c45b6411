/** A child process that sends messages as its task says, and reports rate, latency and its own CPU time. */
import { type Conversation, openConversation } from './conversation.ts';
import { cpuSeconds, type Report, type Request, type Result, type Task } from './protocol.ts';

/** Handshakes under way at once while connections are opened. */
const openingAtOnce = 20;

const task = JSON.parse(process.argv[2] ?? '') as Task;
const report = (message: Report) => process.send?.(message);

async function openAll(): Promise<Conversation[]> {
  const open: Conversation[] = [];
  while (open.length < task.connections) {
    const count = Math.min(openingAtOnce, task.connections - open.length);
    open.push(...(await Promise.all(Array.from({ length: count }, () => openConversation(task.port)))));
  }
  return open;
}

async function run(conversations: readonly Conversation[], milliseconds: number): Promise<Result> {
  const latencies: number[] = [];
  const cpuBefore = cpuSeconds();
  const start = performance.now();
  const lane = async (lasting: Conversation | undefined) => {
    for (let from = performance.now(); from - start < milliseconds; from = performance.now()) {
      const conversation = lasting ?? (await openConversation(task.port));
      await conversation.send(task.pipelined);
      latencies.push(performance.now() - from);
      if (lasting === undefined) await conversation.quit();
    }
  };
  await Promise.all(Array.from({ length: task.connections }, (_, index) => lane(conversations[index])));
  const seconds = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    messages: latencies.length,
    seconds,
    p50: at(0.5),
    p99: at(0.99),
    cpuSeconds: cpuSeconds() - cpuBefore,
  };
}

process.on('disconnect', () => process.exit());
const conversations = task.mode === 'connection-a-message' ? [] : await openAll();
if (task.warmMs > 0) await run(conversations, task.warmMs);
process.on('message', (request: Request) => {
  if (request === 'stop') process.exit();
  if (request === 'go') void run(conversations, task.runMs).then((result) => report({ kind: 'result', result }));
});
report({ kind: 'ready', port: 0 });

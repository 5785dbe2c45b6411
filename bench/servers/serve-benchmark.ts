/** What both servers of the benchmark answer to the process that started them. */
import { cpuSeconds, type Report, type Request } from '../protocol.ts';

/** Reports `port`, answers requests and ends with the parent. */
export function serveBenchmark(port: number, flushes: () => number): void {
  const report = (message: Report) => process.send?.(message);
  process.on('disconnect', () => process.exit());
  process.on('message', (request: Request) => {
    if (request === 'stop') process.exit();
    if (request === 'go') return;
    if (request === 'collect') globalThis.gc?.();
    report({ kind: 'stats', stats: { cpuSeconds: cpuSeconds(), rss: process.memoryUsage.rss(), flushes: flushes() } });
  });
  report({ kind: 'ready', port });
}

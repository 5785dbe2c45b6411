/** What both servers of the benchmark answer to the process that started them. */
import { cpuSeconds, type Report, type Request } from '../protocol.ts';

/** How often the resident memory is looked at for its peak. */
const watchMs = 20;

/** Reports `port`, answers requests and ends with the parent. */
export function serveBenchmark(port: number, flushes: () => number): void {
  let peakRss = 0;
  const report = (message: Report) => process.send?.(message);
  setInterval(() => (peakRss = Math.max(peakRss, process.memoryUsage.rss())), watchMs).unref();
  process.on('disconnect', () => process.exit());
  process.on('message', (request: Request) => {
    if (request === 'stop') process.exit();
    if (request === 'go') return;
    const rss = process.memoryUsage.rss();
    peakRss = Math.max(peakRss, rss);
    if (request === 'collect') {
      globalThis.gc?.();
      peakRss = process.memoryUsage.rss();
    }
    const stats = { cpuSeconds: cpuSeconds(), rss: process.memoryUsage.rss(), peakRss, flushes: flushes() };
    report({ kind: 'stats', stats });
  });
  report({ kind: 'ready', port });
}

/** `npm run bench`: Postern beside a peer, in one run; medians, ratios, and which goals were reached. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { embeddedCertificate } from '../src/smtp/server/tls/certificate-authority.ts';
import { measure, startServer } from './measure.ts';
import { report } from './report.ts';
import { type Figures, scenarios } from './scenarios.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const quick = options.quick === true;
const rounds = quick ? 3 : 5;
const duration = quick ? { warmMs: 400, runMs: 1000 } : { warmMs: 2000, runMs: 4000 };
/** No run begins after this. */
const deadline = Date.now() + (quick ? 180_000 : 1_200_000);

const directory = await mkdtemp(join(tmpdir(), 'postern-bench-'));
const runs = new Map<string, Figures[]>();

async function runAll(): Promise<void> {
  const names = ['localhost', '127.0.0.1'];
  const { certFile, keyFile } = await embeddedCertificate(join(directory, 'tls'), names, Date.now());
  let count = 0;
  // Servers alternate within a round, so that a slow minute of the machine meets all of them.
  for (let round = 0; round < rounds; round++) {
    for (const scenario of scenarios) {
      if (options.only !== undefined && !scenario.name.startsWith(options.only)) continue;
      for (const serverName of scenario.servers) {
        if (Date.now() > deadline) return;
        const place = join(directory, `${count++}`);
        const server = await startServer(serverName, place, [certFile, keyFile]);
        try {
          const key = `${scenario.name} ${serverName}`;
          runs.set(key, [...(runs.get(key) ?? []), await measure(server, scenario, duration)]);
        } finally {
          await server.stop();
          await rm(place, { recursive: true, force: true });
        }
      }
    }
  }
}

try {
  await runAll();
} finally {
  await rm(directory, { recursive: true, force: true });
}
process.stdout.write(report(runs, rounds, duration.runMs));

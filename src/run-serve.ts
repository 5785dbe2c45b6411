/** `postern serve`: the service as its configuration file has it. */
import { resolve } from 'node:path';
import { startService } from './app.ts';
import type { ServeOptions } from './cli/main.ts';
import { loadConfiguration } from './config/load.ts';
import { defaultDataDirectory } from './lib/default-data-directory.ts';
import { refuseSandboxDirectory } from './sandbox/own-directory.ts';
import { untilStopped } from './until-stopped.ts';

export async function runServe({ configFile, dataDirectory, json }: ServeOptions): Promise<number> {
  const configuration = await loadConfiguration(configFile);
  const directory = resolve(dataDirectory ?? defaultDataDirectory());
  await refuseSandboxDirectory(directory);
  const service = await startService(configuration, directory);
  const { listeners, httpUrl, httpsUrl, caFile } = service;
  const setupUrl = await service.setupLink();
  const lines = [
    ...listeners.map(({ name, port }) => `${name}: port ${port}`),
    `HTTP: ${httpUrl}`,
    ...(httpsUrl === null || httpsUrl === httpUrl ? [] : [`HTTPS: ${httpsUrl}`]),
    `CA certificate: ${caFile ?? 'as configured'}`,
    ...(setupUrl === null
      ? []
      : ['Nobody administers this service yet. Within 24 hours, set it up here, once:', `  ${setupUrl}`]),
  ];
  process.stdout.write(
    json
      ? `${JSON.stringify({ listeners, httpUrl, httpsUrl, caFile, setupUrl, ready: true })}\n`
      : `${lines.join('\n')}\nready\n`,
  );
  await untilStopped();
  await service.stop();
  return 0;
}

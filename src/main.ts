/** The program: the command line, and the two commands that are a service. */
import { runCli } from './cli/main.ts';

// The service's own code is loaded only where it is to run: a command answers at once.
process.exitCode = await runCli(process.argv.slice(2), {
  sandbox: async (options) => (await import('./sandbox/run-sandbox.ts')).runSandbox(options),
  serve: async (options) => (await import('./run-serve.ts')).runServe(options),
});

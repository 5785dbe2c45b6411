/** `postern serve` */
import type { CommandDefinition } from '../command-definition.ts';

export const serve: CommandDefinition = {
  path: 'serve',
  summary: 'Start the service',
  options: [{ flags: '--config <file>', meaning: 'configuration file' }],
  examples: ['postern serve --config /etc/postern.json'],
};

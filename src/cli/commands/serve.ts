/** `postern serve` */
import type { CommandDefinition } from '../command-definition.ts';

export const serve: CommandDefinition = {
  path: 'serve',
  summary: 'Start the service',
  options: [{ flags: '--config <file>', meaning: 'its configuration, in JSON', required: true }],
  examples: ['postern serve --config /etc/postern.json'],
};

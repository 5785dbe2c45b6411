/** `postern health` */
import type { CommandDefinition } from '../command-definition.ts';
import { formatHealth, type Health } from '../format-health.ts';

export const health: CommandDefinition = {
  path: 'health',
  summary: 'Show how the service stands, and what is wrong with what to do about it',
  examples: ['postern health', 'postern health --json'],
  async run({ door }) {
    const data = await door.call<Health>('GET', '/health');
    return { data, text: formatHealth(data) };
  },
};

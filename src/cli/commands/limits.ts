/** `postern limits` */
import type { Answer } from '../../contract/route-contract.ts';
import type { showLimits } from '../../contract/service.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { printable, table } from '../output.ts';

type Limits = Answer<typeof showLimits>;

/** From this share on a limit is marked. */
const nearly = 0.9;

export const limits: CommandDefinition = {
  path: 'limits',
  summary: 'Show every limit in force, where it comes from, what it bounds, and how much of it is used',
  examples: ['postern limits', 'postern limits --json'],
  async run({ door }) {
    const data = await door.call<Limits>('GET', '/limits');
    return { data, text: formatLimits(data) };
  },
};

function formatLimits({ origin, limits: all }: Limits): string {
  const rows = all.map(({ name, value, used, source, bounds }) => [
    name,
    String(value),
    used === null ? '' : `${used}${value > 0 && used >= value * nearly ? ' !' : ''}`,
    source === 'written' ? origin : source,
    bounds,
  ]);
  return printable(table([['LIMIT', 'VALUE', 'USED', 'FROM', 'BOUNDS'], ...rows]));
}

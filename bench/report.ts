/** Puts the runs into tables: medians, ratios with their spread, and which goals were reached. */
import { cpus } from 'node:os';
import { type Figures, goals } from './scenarios.ts';

/** The runs by `scenario server`. */
export type Runs = ReadonlyMap<string, readonly Figures[]>;

export function report(runs: Runs, rounds: number, runMs: number): string {
  return [
    `Medians of ${rounds} rounds of ${runMs} ms; Node ${process.version}; ${cpus().length} cores; 4 KiB unless said, loopback`,
    '',
    '| scenario | server | messages/s | p50 ms | p99 ms | CPU s/1,000 | generator CPU s/1,000 | flushes/message | runs |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...[...runs].filter(([key]) => !key.startsWith('idle')).map(row),
    '',
    '| goal | bound | measured | spread | |',
    '| --- | --- | ---: | --- | --- |',
    ...goals.flatMap((goal) => goalRow(goal, runs)),
    '',
  ].join('\n');
}

function row([key, figures]: readonly [string, readonly Figures[]]): string {
  const of = (figure: keyof Figures, digits: number) => median(figures.map((run) => run[figure])).toFixed(digits);
  const cells = [...key.split(' '), of('rate', 0), of('p50', 2), of('p99', 2), of('cpu', 2), of('generatorCpu', 2)];
  return `| ${[...cells, key.endsWith('sink') ? '–' : of('flushes', 3), figures.length].join(' | ')} |`;
}

function goalRow({ name, figure, of, to, sense, bound }: (typeof goals)[number], runs: Runs): string[] {
  const own = runs.get(`${of} postern`);
  const other = to === undefined ? null : runs.get(`${to[0]} ${to[1]}`);
  if (own === undefined || other === undefined) return [];
  // The rounds are paired: a slow minute of the machine has met both.
  const each = own.map((run, index) => run[figure] / (other === null ? 1 : (other[index]?.[figure] ?? Number.NaN)));
  const whole = each.filter((value) => !Number.isNaN(value));
  const measured =
    median(own.map((run) => run[figure])) / (other === null ? 1 : median(other.map((run) => run[figure])));
  const reached = sense === 'at least' ? measured >= bound : measured < bound;
  const spread = `${Math.min(...whole).toFixed(2)} to ${Math.max(...whole).toFixed(2)}`;
  return [
    `| ${name} | ${sense} ${bound} | ${measured.toFixed(2)} | ${spread} | ${reached ? 'reached' : 'fell short'} |`,
  ];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

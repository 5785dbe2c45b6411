/** Bars over time, for the eye; whoever does not see them has the same in a table beside it. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';

export interface Series {
  readonly name: string;
  readonly colour: string;
}

export interface Bar {
  readonly key: number;
  readonly label: string;
  /** One for each series, from the bottom up. */
  readonly values: readonly number[];
}

export interface BarsProps {
  readonly series: readonly Series[];
  readonly bars: readonly Bar[];
  readonly format: (value: number) => string;
}

const useStyles = makeStyles({
  figure: { margin: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  plot: { position: 'relative', height: '220px', marginLeft: '48px' },
  bars: { position: 'absolute', inset: 0, width: '100%', height: '100%' },
  line: { stroke: tokens.colorNeutralStroke2, strokeWidth: 1, vectorEffect: 'non-scaling-stroke' },
  bar: { ':hover': { opacity: 0.8 } },
  tick: {
    position: 'absolute',
    right: '100%',
    marginRight: tokens.spacingHorizontalS,
    transform: 'translateY(-50%)',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  axis: {
    display: 'flex',
    justifyContent: 'space-between',
    marginLeft: '48px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalL,
    marginLeft: '48px',
    fontSize: tokens.fontSizeBase200,
  },
  sign: {
    display: 'inline-block',
    width: '12px',
    height: '12px',
    marginRight: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusSmall,
    verticalAlign: '-2px',
  },
});

/** So many labels stand below the bars, at the most. */
const labels = 6;

export function Bars({ series, bars, format }: BarsProps): ReactElement {
  const styles = useStyles();
  const top = roundUp(Math.max(...bars.map(({ values }) => sum(values)), 1));
  const every = Math.ceil(bars.length / labels);
  const named = bars.filter((_bar, at) => at % every === 0 || at === bars.length - 1);
  return (
    <figure className={styles.figure} aria-hidden>
      <div className={styles.plot}>
        {[0, top / 2, top].map((value) => (
          <span key={value} className={styles.tick} style={{ top: `${100 - (value / top) * 100}%` }}>
            {Number.isInteger(value) && format(value)}
          </span>
        ))}
        <svg className={styles.bars} viewBox={`0 0 ${bars.length} 100`} preserveAspectRatio="none">
          {[0, 50, 100].map((y) => (
            <line key={y} className={styles.line} x1={0} x2={bars.length} y1={y} y2={y} />
          ))}
          {bars.map((bar, at) => (
            <Stack key={bar.key} bar={bar} at={at} top={top} series={series} className={styles.bar} format={format} />
          ))}
        </svg>
      </div>
      <div className={styles.axis}>
        {named.map(({ key, label }) => (
          <span key={key}>{label}</span>
        ))}
      </div>
      <div className={styles.legend}>
        {series.map(({ name, colour }) => (
          <span key={name}>
            <span className={styles.sign} style={{ backgroundColor: colour }} />
            {name}
          </span>
        ))}
      </div>
    </figure>
  );
}

interface StackProps extends Pick<BarsProps, 'series' | 'format'> {
  readonly bar: Bar;
  readonly at: number;
  readonly top: number;
  readonly className: string;
}

function Stack({ bar: { label, values }, at, top, series, className, format }: StackProps): ReactElement {
  const said = series.map(({ name }, each) => `${name}: ${format(values[each] ?? 0)}`);
  return (
    <g className={className}>
      <title>{[label, ...said].join('\n')}</title>
      <rect x={at} y={0} width={1} height={100} fill="transparent" />
      {series.map(({ name, colour }, each) => {
        const below = sum(values.slice(0, each));
        const height = ((values[each] ?? 0) / top) * 100;
        return (
          <rect
            key={name}
            x={at + 0.15}
            width={0.7}
            y={100 - (below / top) * 100 - height}
            height={height}
            fill={colour}
          />
        );
      })}
    </g>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** To 1, 2, 4 or 10 times a power of ten: half of it is a round number as well. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 10].find((times) => times * power >= value) ?? 10) * power;
}

/** Moments, numbers and sizes as people of each language write them. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export interface Formats {
  /** Day and time, to the minute. */
  moment(at: number): string;
  /** To the second, for logs. */
  exactly(at: number): string;
  /** The time of a day that is known, to the second. */
  time(at: number): string;
  day(at: number): string;
  /** A point of an axis: the hour, or the day. */
  point(at: number, span: 'hours' | 'days'): string;
  /** How long ago, or how long until. */
  ago(at: number, now?: number): string;
  number(value: number): string;
  share(value: number): string;
  bytes(value: number): string;
  list(names: readonly string[]): string;
}

const units = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export function formatsOf(language: string): Formats {
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const exactly = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const points = {
    hours: new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }),
    days: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  };
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const number = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const size = sizes.map(
    (unit) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumFractionDigits: 1,
      }),
  );
  return {
    moment: (at) => moment.format(at),
    exactly: (at) => exactly.format(at),
    time: (at) => time.format(at),
    day: (at) => day.format(at),
    point: (at, span) => points[span].format(at),
    ago(at, now = Date.now()) {
      const seconds = (at - now) / 1000;
      const [unit, length] = units.find(([, each]) => Math.abs(seconds) >= each) ?? (['second', 1] as const);
      return ago.format(Math.round(seconds / length), unit);
    },
    number: (value) => number.format(value),
    share: (value) => share.format(value),
    bytes(value) {
      const step = Math.min(Math.floor(Math.log(Math.max(value, 1)) / Math.log(1024)), sizes.length - 1);
      return size[step]?.format(value / 1024 ** step) ?? String(value);
    },
    list: (names) => list.format(names),
  };
}

/** Of the language that is shown, as the person's region writes it. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const region = navigator.languages.find((each) => each.toLowerCase().startsWith(`${i18n.language}-`));
    return formatsOf(region ?? i18n.language);
  }, [i18n.language]);
}

/** Sizes and counts as Exchange writes them: `35 MB (36,700,160 bytes)`, `500`, `Unlimited`. Pure. */
import { BadCall } from '../exchange-error.ts';

const units: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

export function shownSize(bytes: number): string {
  const [unit = 'B', octets = 1] = Object.entries(units).findLast(([, size]) => bytes >= size) ?? [];
  const amount = Number((bytes / octets).toPrecision(4));
  return `${amount} ${unit} (${bytes.toLocaleString('en-US')} bytes)`;
}

/** `35MB`, `35 MB`, `36700160`, or as `shownSize` has it. Throws a `BadCall`. */
export function readSize(name: string, text: string, maximumBytes: number): number {
  const [, exact] = /\(([\d,]{1,20}) bytes\)$/.exec(text) ?? [];
  const [, amount, unit = 'B'] = /^(\d{1,12}(?:\.\d{1,3})?) ?(B|KB|MB|GB)?$/i.exec(text.trim()) ?? [];
  const bytes =
    exact === undefined ? Number(amount) * (units[unit.toUpperCase()] ?? 1) : Number(exact.replaceAll(',', ''));
  if (Number.isNaN(bytes) || bytes < 1 || bytes > maximumBytes)
    throw new BadCall(`'${name}' takes a size such as 35MB, up to ${shownSize(maximumBytes)}.`, 'parameter');
  return Math.floor(bytes);
}

/** A number from 1 to `maximum`; null where it says `Unlimited`. Throws a `BadCall`. */
export function readCount(name: string, text: string, maximum: number): number | null {
  if (text.toLowerCase() === 'unlimited') return null;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > maximum)
    throw new BadCall(`'${name}' takes a whole number from 1 to ${maximum}, or 'Unlimited'.`, 'parameter');
  return count;
}

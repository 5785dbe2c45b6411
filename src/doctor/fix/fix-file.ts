/** Where the fixes of the command line are kept: a bounded number of the newest, for their owner's eyes only. */
import { type PrivateFile, PrivateFileFault, privateFile, privateFilePath } from '../../lib/private-file.ts';
import type { KeptFix } from './kept-fix.ts';

/** Fixes that are kept; of more, those that were taken back go first, then the oldest. */
export const maximumFixes = 100;

export interface FixFile {
  /** Newest first. Throws a `PrivateFileFault`. */
  list(): Promise<readonly KeptFix[]>;
  /** Keeps a new fix, or what has become of one. */
  keep(fix: KeptFix): Promise<void>;
}

export function openFixFile(path = privateFilePath('fixes.json')): FixFile {
  const file = privateFile(path);
  return {
    list: () => fixesIn(file),
    keep: (fix) =>
      file.alone(async () => {
        const others = (await fixesIn(file)).filter(({ id }) => id !== fix.id);
        await file.write({ fixes: bounded([fix, ...others]) });
      }),
  };
}

function bounded(fixes: readonly KeptFix[]): KeptFix[] {
  const byWorth = fixes.toSorted((a, b) => Number(a.undoneAt !== null) - Number(b.undoneAt !== null) || b.at - a.at);
  return byWorth.slice(0, maximumFixes).toSorted((a, b) => b.at - a.at);
}

async function fixesIn(file: PrivateFile): Promise<readonly KeptFix[]> {
  const content = (await file.read()) as { readonly fixes?: unknown } | null;
  if (content === null) return [];
  if (Array.isArray(content.fixes) && content.fixes.every(isFix))
    // Those of an earlier version were all made by the admin API.
    return content.fixes.map((fix) => ({ ...fix, apis: fix.apis ?? null }));
  throw new PrivateFileFault(`${file.path} is not as it must be; move it away, and try again`);
}

function isFix(value: Partial<KeptFix> | null): value is KeptFix {
  return typeof value?.id === 'string' && Array.isArray(value.values) && typeof value.tenant?.id === 'string';
}

/** Bounds a batch by its size. */
import type { ForwardedRecord } from './forward-store.ts';

/** Octets of records that go together; one that alone is larger goes alone. */
const maximumBatchBytes = 1_048_576;

/** The first of `records` that fit into a batch, at least one. */
export function fittingRecords(records: readonly ForwardedRecord[]): readonly ForwardedRecord[] {
  let bytes = 0;
  const end = records.findIndex(({ record }, index) => {
    bytes += JSON.stringify(record).length;
    return index > 0 && bytes > maximumBatchBytes;
  });
  return end === -1 ? records : records.slice(0, end);
}

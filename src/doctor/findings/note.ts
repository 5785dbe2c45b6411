/** What a finding that is no cause is, as a row of a table. */
import type { StepName } from '../advice/steps.ts';
import type { Severity } from './finding.ts';
import type { SourceName } from './sources.ts';

export interface Note {
  readonly severity: Severity;
  /** In the order that harms least. */
  readonly steps: readonly StepName[];
  /** Where more is written, by name. */
  readonly sources: readonly SourceName[];
  /** What its evidence may look like; for the page of the finding. */
  readonly example: string;
}

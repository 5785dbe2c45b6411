/** What is advised on anything that the doctor can find: steps, checks, the way that weakens nothing, and where that is known from. Pure. */
import { advice, alternativeTo } from '../advice/advice.ts';
import type { StepName } from '../advice/steps.ts';
import { type FindingId, isCause } from './finding.ts';
import { notes } from './finding-table.ts';
import { type Source, sources, sourcesOfCause } from './sources.ts';

export interface Advised {
  readonly steps: readonly StepName[];
  readonly checks: readonly StepName[];
  readonly alternative: StepName | null;
  readonly from: readonly Source[];
}

/** Where nothing else is known, the host that is meant. */
export const usualHost = { host: 'smtp.office365.com', port: 587 };

/** What is known to be of no use, by all that was found. */
export interface Futile {
  /** A client that signs in to SMTP with OAuth would be refused as well. */
  readonly oauth: boolean;
  /** Nothing answers at port 587. */
  readonly port587: boolean;
}

const nothingFutile: Futile = { oauth: false, port587: false };

export function advisedOn(id: FindingId, futile: Futile = nothingFutile): Advised {
  const found = advisedAnywhere(id);
  const instead = (name: StepName): StepName => (name === 'use-oauth' && futile.oauth ? 'send-through-graph' : name);
  return {
    ...found,
    steps: found.steps.filter((name) => name !== 'use-starttls-587' || !futile.port587).map(instead),
    alternative: found.alternative === null ? null : instead(found.alternative),
  };
}

function advisedAnywhere(id: FindingId): Advised {
  if (!isCause(id)) {
    const { steps, sources: from } = notes[id];
    return { steps, checks: [], alternative: null, from: from.map((name) => sources[name]) };
  }
  const { steps, checks = [] } = advice[id];
  const from = (sourcesOfCause[id] ?? []).map((name) => sources[name]);
  return { steps, checks, alternative: alternativeTo(id), from };
}

/** The key of a finding's texts, before `.title` and the rest. */
export function wordsOf(id: FindingId): string {
  return isCause(id) ? `cause.${id}` : `finding.${id}`;
}

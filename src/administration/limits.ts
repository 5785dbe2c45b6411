/** Every limit in force, to those who run the service: its value, where that comes from, what it bounds, and how much of it is used. */
import { type LimitOption, limitsIn } from '../config/limits.ts';
import { writtenOf } from '../config/load.ts';
import type { Configuration } from '../config/schema.ts';
import type { AdminRequest } from '../directory/actor.ts';
import { permit } from './permit.ts';

/** A limit that nobody chooses. */
export interface FixedLimit {
  readonly name: string;
  readonly value: number;
  readonly bounds: string;
}

export interface LimitInForce extends Omit<LimitOption, 'source'> {
  /** `fixed`: it is no option. */
  readonly source: LimitOption['source'] | 'fixed';
  /** Null: it is not about something that is counted in all, or that could not be learned. */
  readonly used: number | null;
}

export interface LimitsInForce {
  /** The file of the configuration, or who wrote it. */
  readonly origin: string;
  readonly limits: readonly LimitInForce[];
}

export interface LimitSource {
  readonly fixed: readonly FixedLimit[];
  /** How much is used now, by the name of the limit. */
  use(): Promise<Readonly<Record<string, number | null>>>;
}

export interface LimitAdministration {
  /** Throws a `Refusal`. */
  show(request: AdminRequest): Promise<LimitsInForce>;
}

export function createLimitAdministration(
  configuration: Configuration,
  { fixed, use }: LimitSource,
): LimitAdministration {
  return {
    async show(request) {
      permit(request, 'service', 'read', null);
      const { json, origin } = writtenOf(configuration);
      const used = await use();
      const all = [...limitsIn(configuration, json), ...fixed.map((limit) => ({ ...limit, source: 'fixed' as const }))];
      return { origin, limits: all.map((limit) => ({ ...limit, used: used[limit.name] ?? null })) };
    },
  };
}

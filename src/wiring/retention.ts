/** Starts what removes, with the times of the configuration. */
import type { Configuration } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import type { Events } from '../observability/events.ts';
import { type PurgedStores, startRetention } from '../store/retention.ts';

export function retentionOf(configuration: Configuration, stores: PurgedStores, events: Pick<Events, 'fault'>) {
  const { drafts, ...kept } = configuration;
  return startRetention({ ...kept, draftDays: drafts.days }, stores, systemClock, (error) =>
    events.fault('retention', error),
  );
}

/** Makes what tells those who look on what has changed. */
import type { Configuration } from '../config/schema.ts';
import type { Events } from '../observability/events.ts';
import type { Store } from '../store/open-store.ts';
import { ChangeHub } from '../watch/change-hub.ts';

/** Between two looks: what is more often nobody reads. */
const periodMs = 1000;

export function changeHubOf(
  { watch: { followers } }: Pick<Configuration, 'watch'>,
  { changeSource }: Pick<Store, 'changeSource'>,
  events: Pick<Events, 'fault'>,
): ChangeHub {
  return new ChangeHub(changeSource, { followers, periodMs }, (error) => events.fault('changes', error));
}

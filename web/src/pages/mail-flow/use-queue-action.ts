/** What an operator does to messages that wait, one after the other. */
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { type Each, useEach } from '../../components/use-each.ts';
import { isOpenTo, type Message, type QueueAction } from './message.ts';

const routes = {
  retry: 'POST /queue/{id}/retry',
  hold: 'POST /queue/{id}/hold',
  release: 'POST /queue/{id}/release',
  cancel: 'POST /queue/{id}/cancel',
} as const;

export interface QueueActing extends Pick<Each, 'at' | 'failures'> {
  /** Answers how many messages it was done to. */
  act(action: QueueAction, messages: readonly Message[]): Promise<number>;
}

export function useQueueAction(): QueueActing {
  const { at, failures, run } = useEach();
  const client = useQueryClient();
  return {
    at,
    failures,
    async act(action, messages) {
      const open = messages.filter((message) => isOpenTo(action, message));
      const done = await run(
        open,
        ({ subject, id }) => subject || id,
        ({ id }) => ask(routes[action], { params: { id } }),
      );
      await client.invalidateQueries();
      return done.length;
    },
  };
}

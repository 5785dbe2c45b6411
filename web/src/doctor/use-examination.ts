/** What a device would be answered now: asked again whenever something has changed. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask, type Fault } from '../api/ask.ts';
import type { AnswerOf, Input } from '../api/routes.ts';

const at = 'POST /doctor/users/{user}/examination';

/** `user` empty: nobody is asked about. */
export function useExamination(
  user: string,
  body: NonNullable<Input<typeof at>['body']> = {},
): UseQueryResult<AnswerOf<typeof at>, Fault> {
  return useQuery<AnswerOf<typeof at>, Fault>({
    queryKey: [at, user, body],
    queryFn: ({ signal }) => ask(at, { params: { user }, body }, signal),
    enabled: user !== '',
  });
}

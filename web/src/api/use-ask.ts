/** What a page asks of the admin API: kept while it is shown, asked again when it has changed. */
import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { ask, type Fault } from './ask.ts';
import type { AnswerOf, At, Input } from './routes.ts';

export interface AskOptions {
  readonly enabled?: boolean;
  /** Of what nobody tells when it changes: it is asked again so often, while the page is looked at. */
  readonly everyMs?: number;
}

export function useAsk<Name extends At>(
  at: Name,
  input: Input<Name> = {},
  { enabled = true, everyMs }: AskOptions = {},
): UseQueryResult<AnswerOf<Name>, Fault> {
  return useQuery<AnswerOf<Name>, Fault>({
    queryKey: [at, input],
    queryFn: ({ signal }) => ask(at, input, signal),
    enabled,
    placeholderData: keepPreviousData,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  });
}

/** A list that comes in pages. `next`: what the page after one that ends so is asked for with; null: there is none. */
export function useAskPages<Name extends At>(
  at: Name,
  input: Input<Name>,
  next: (last: AnswerOf<Name>) => Input<Name>['query'] | null,
): UseInfiniteQueryResult<InfiniteData<AnswerOf<Name>>, Fault> {
  type Query = NonNullable<Input<Name>['query']>;
  return useInfiniteQuery<AnswerOf<Name>, Fault, InfiniteData<AnswerOf<Name>>, readonly unknown[], Query>({
    queryKey: [at, input, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      ask(at, { ...input, query: { ...(input.query as object), ...(pageParam as object) } }, signal),
    initialPageParam: {},
    getNextPageParam: (last) => next(last) ?? null,
    placeholderData: keepPreviousData,
  });
}

/** Asks for a change; whatever is shown is asked for anew after it. */
export function useTell<Name extends At>(at: Name): UseMutationResult<AnswerOf<Name>, Fault, Input<Name>> {
  const client = useQueryClient();
  return useMutation<AnswerOf<Name>, Fault, Input<Name>>({
    mutationFn: (input) => ask(at, input),
    onSettled: () => client.invalidateQueries(),
  });
}

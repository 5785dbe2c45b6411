/** What becomes of a tenant's list of policies, or of places that they name, when somebody adds, changes or removes one. Pure. */
import {
  type ConditionalAccessPolicy,
  type NamedLocation,
  policyWord,
  type WrittenPolicy,
  wholePolicy,
} from '../../directory/conditional-access-policy.ts';
import type { AuthenticationPolicy } from '../../directory/settings.ts';
import type { Controls } from '../../sign-in/controls.ts';

type Organization = Controls['organization'];

export type EditedList = 'conditionalAccessPolicies' | 'authenticationPolicies' | 'namedLocations';

export interface ListEdit {
  readonly list: EditedList;
  readonly kind: 'add' | 'change' | 'remove';
  /** Its name, or its id. */
  readonly member: string;
  /** What is said of it, in the words of the admin API. */
  readonly said: Readonly<Record<string, unknown>>;
}

/** `value`: the whole list as it would be. */
export type Edited =
  | { readonly kind: 'edited'; readonly value: readonly unknown[] }
  | { readonly kind: 'not-there' | 'there-already' };

/** `idOf`: the id of a user of that name; the name itself where nobody is known by it. */
export function editedList(
  { conditionalAccessPolicies, authenticationPolicies, namedLocations }: Organization,
  edit: ListEdit,
  idOf: (user: string) => string,
): Edited {
  switch (edit.list) {
    case 'authenticationPolicies':
      return edited<AuthenticationPolicy>(authenticationPolicies.value, edit, (before) => ({
        name: edit.member,
        allowBasicAuthSmtp: false,
        ...before,
        ...edit.said,
      }));
    case 'namedLocations':
      return edited<NamedLocation>(namedLocations.value, edit, (before) => ({
        id: edit.member,
        name: edit.member,
        trusted: false,
        ranges: [],
        createdAt: null,
        modifiedAt: null,
        ...before,
        ...edit.said,
      }));
    case 'conditionalAccessPolicies':
      return edited<ConditionalAccessPolicy>(conditionalAccessPolicies.value, edit, (before) =>
        policyOf(before, edit, namedLocations.value, idOf),
      );
  }
}

function edited<T extends { readonly name: string; readonly id?: string }>(
  list: readonly T[],
  { kind, member }: ListEdit,
  made: (before: T | null) => T,
): Edited {
  const names = (each: T): boolean => [each.id, each.name].some((name) => name?.toLowerCase() === member.toLowerCase());
  const found = list.find(names);
  if (kind === 'add') return found === undefined ? value([...list, made(null)]) : { kind: 'there-already' };
  if (found === undefined) return { kind: 'not-there' };
  return value(
    kind === 'remove'
      ? list.filter((each) => each !== found)
      : list.map((each) => (each === found ? made(found) : each)),
  );
}

function value(list: readonly unknown[]): Edited {
  return { kind: 'edited', value: list };
}

function policyOf(
  before: ConditionalAccessPolicy | null,
  { said }: ListEdit,
  places: readonly NamedLocation[],
  idOf: (user: string) => string,
): ConditionalAccessPolicy {
  const {
    addExcludedUsers = [],
    dropExcludedUsers = [],
    ...rest
  } = said as Partial<WrittenPolicy> & {
    readonly addExcludedUsers?: readonly string[];
    readonly dropExcludedUsers?: readonly string[];
  };
  const written = { name: '', state: 'enabled', ...before, ...rest } as const;
  const policy = wholePolicy(written);
  const same = (listed: string, user: string): boolean =>
    [user, idOf(user)].some((name) => name.toLowerCase() === listed.toLowerCase());
  const kept = policy.excludedUsers.filter((listed) => !dropExcludedUsers.some((user) => same(listed, user)));
  const worded = (listed: readonly string[]): string[] => listed.map((each) => policyWord(each) ?? each);
  const placed = (listed: readonly string[]): string[] =>
    worded(listed).map((each) => places.find(({ name }) => name.toLowerCase() === each.toLowerCase())?.id ?? each);
  return {
    ...policy,
    includedUsers: worded(policy.includedUsers),
    excludedUsers: [...kept, ...addExcludedUsers],
    includedApplications: worded(policy.includedApplications),
    includedLocations: placed(policy.includedLocations),
    excludedLocations: placed(policy.excludedLocations),
  };
}

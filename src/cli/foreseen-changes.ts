/** The changes that `postern whatif` is asked about: in the words of commands, or as Microsoft has announced them. */
import { editedList, type ListEdit } from '../doctor/plan/list-edit.ts';
import { plannedChange } from '../doctor/plan/retirement-dates.ts';
import type { ForeseenChange } from '../doctor/plan/what-if.ts';
import type { ReadAttempts } from '../doctor/providers/read-attempts.ts';
import type { TenantProvider } from '../doctor/providers/tenant-provider.ts';
import { controlsOf } from '../doctor/tenant/tenant-reading.ts';
import { applyChanges } from '../sign-in/apply-remedy.ts';
import { changeInWords, type WordedChange } from './changes-in-words.ts';
import { type CommandInput, text } from './command-definition.ts';
import { at } from './door.ts';
import { CliError, exitCodes } from './output.ts';
import { openProviderOf, openProviderOfTenant, tenantIdOf } from './provider-of.ts';
import { defaultOf } from './setting-default.ts';

export interface AskedChange extends WordedChange {
  /** As they were typed in. */
  readonly words: string;
}

type Attempts = ReadAttempts & { readonly kind: 'read' };

/** Whatever is wrong with the words is said before anybody signs in anywhere. */
export async function askedChanges(input: CommandInput): Promise<readonly AskedChange[]> {
  const worded = input.options['change'];
  const all = Array.isArray(worded) ? worded.map(String) : [];
  const asked = await Promise.all(all.map(async (words) => ({ ...(await changeInWords(words)), words })));
  const planned = text(input, 'planned');
  if (planned === undefined && asked.length === 0) throw usage('name a change with --change, or --planned');
  if (planned !== undefined && text(input, 'tenant') === undefined)
    throw usage('name the tenant of --planned with --tenant');
  return asked;
}

/** Of the tenant that is named, else of the one that the first change belongs to. @param limitMs for all reading. */
export async function providerOfChanges(
  input: CommandInput,
  [first]: readonly AskedChange[],
  limitMs: number,
): Promise<TenantProvider> {
  const tenant = text(input, 'tenant') ?? (first?.of === 'tenant' ? first.name : undefined);
  if (tenant !== undefined) return openProviderOfTenant(input, tenant, limitMs);
  return (await openProviderOf(input, first?.name ?? '', limitMs)).provider;
}

/** What they come to in the tenant as it was read. */
export async function foreseenChanges(
  input: CommandInput,
  asked: readonly AskedChange[],
  provider: TenantProvider,
  read: Attempts,
): Promise<readonly ForeseenChange[]> {
  const planned = plannedChange(text(input, 'planned') ?? '');
  const changes: ForeseenChange[] = planned === null ? [] : [{ ...planned, user: null }];
  for (const change of asked) {
    const user = await subjectOf(input, change, provider, read);
    const { words, edit, of, settings } = change;
    if (edit !== null) changes.push(editedIn(edit, words, changes, read));
    for (const [name, value] of Object.entries(settings))
      changes.push({
        setting: { scope: of, name: name as ForeseenChange['setting']['name'] },
        value: value ?? defaultOf(of, name),
        user,
      });
  }
  return changes;
}

/** The id of the user that a change is about; null: it is about the tenant. */
async function subjectOf(
  input: CommandInput,
  { of, name }: AskedChange,
  provider: TenantProvider,
  { tenant: { tenant } }: Attempts,
): Promise<string | null> {
  const elsewhere = usage('the changes belong to several tenants; ask for one at a time');
  const isOwn = provider.kind === 'postern';
  if (of === 'tenant') {
    const names = [tenant.id, tenant.domain, ...(isOwn ? [] : [text(input, 'tenant') ?? tenant.domain])];
    const isThis = names.some((each) => each.toLowerCase() === name.toLowerCase());
    if (isThis || (isOwn && (await tenantIdOf(input, name)) === tenant.id)) return null;
    throw elsewhere;
  }
  if (isOwn) {
    const { user } = await input.door.call<{ user: { id: string; tenantId: string } }>('GET', at`/users/${name}`);
    if (user.tenantId !== tenant.id) throw elsewhere;
    return user.id;
  }
  const user = await provider.readUser(name);
  if (user === null) throw new CliError(exitCodes.notFound, `there is no user ${name} in ${tenant.domain}`);
  return user.id;
}

const listNames: Readonly<Record<ListEdit['list'], string>> = {
  conditionalAccessPolicies: 'Conditional Access policy',
  authenticationPolicies: 'authentication policy',
  namedLocations: 'named location',
};

/** After what the changes before it have made of the list. */
function editedIn(
  edit: ListEdit,
  words: string,
  before: readonly ForeseenChange[],
  { tenant, people }: Attempts,
): ForeseenChange {
  if (!tenant.controls[edit.list].known)
    throw new CliError(exitCodes.refused, `--change "${words}": what there is of it now cannot be read`);
  const { organization } = applyChanges(
    controlsOf(tenant, null).controls,
    before.filter(({ user }) => user === null),
  );
  const idOf = (user: string): string => people.get(user.toLowerCase())?.userId ?? user;
  const edited = editedList(organization, edit, idOf);
  const what = `${listNames[edit.list]} ${edit.member}`;
  if (edited.kind !== 'edited')
    throw edited.kind === 'not-there'
      ? new CliError(exitCodes.notFound, `there is no ${what}`)
      : new CliError(exitCodes.refused, `there is a ${what} already`);
  return { setting: { scope: 'tenant', name: edit.list }, value: edited.value, user: null, words };
}

function usage(message: string): CliError {
  return new CliError(exitCodes.usage, message);
}

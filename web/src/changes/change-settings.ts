/** Changes of settings that belong together: made in order, known under one id, and taken back by it. */
import { ask, Fault } from '../api/ask.ts';
import type { Input } from '../api/routes.ts';

/** One setting, and what the change rests on: where somebody has changed it meanwhile, nothing is done. */
export interface SettingChange {
  readonly scope: 'tenant' | 'user';
  readonly name: string;
  readonly after: unknown;
  readonly expected?: unknown;
}

export interface Change {
  readonly tenant: string;
  readonly user: string;
  readonly settings: readonly SettingChange[];
  /** When it is put back by itself; null: it stays. */
  readonly until: string | null;
}

/**
 * Makes the change; the id that all of it has in the audit log.
 * @throws {Fault} where a part was refused; what stood before it is taken back first
 */
export async function changeSettings({ tenant, user, settings, until }: Change): Promise<string> {
  const correlationId = crypto.randomUUID();
  try {
    for (const group of grouped(settings)) {
      const body = bodyOf(group, until);
      if (group[0]?.scope === 'tenant')
        await ask('PATCH /tenants/{tenant}/settings', { params: { tenant }, body, correlationId });
      else await ask('PATCH /users/{user}/settings', { params: { user }, body, correlationId });
    }
  } catch (error) {
    await undoChanges(correlationId).catch(() => undefined);
    throw error;
  }
  return correlationId;
}

/**
 * Takes back all that has this id, the newest first.
 * @throws {Fault} where something newer stands on it
 */
export async function undoChanges(correlationId: string): Promise<void> {
  const { entries } = await ask('GET /audit', { query: { correlationId } });
  const standing = entries.filter(({ undoneBy }) => undoneBy === null);
  if (entries.length === 0) throw new Fault(404, '');
  for (const { id } of standing) await ask('POST /audit/{id}/undo', { params: { id } });
}

/** Neighbours of one scope go in one request: all of them or none. */
function grouped(settings: readonly SettingChange[]): SettingChange[][] {
  const groups: SettingChange[][] = [];
  for (const setting of settings) {
    const last = groups.at(-1);
    if (last?.[0]?.scope === setting.scope) last.push(setting);
    else groups.push([setting]);
  }
  return groups;
}

function bodyOf(
  group: readonly SettingChange[],
  until: string | null,
): NonNullable<Input<'PATCH /users/{user}/settings'>['body']> {
  const resting = group.filter((setting) => 'expected' in setting);
  return {
    settings: Object.fromEntries(group.map(({ name, after }) => [name, after])),
    ...(resting.length > 0 && { expected: Object.fromEntries(resting.map(({ name, expected }) => [name, expected])) }),
    ...(until !== null && { until }),
  };
}

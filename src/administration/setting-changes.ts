/** What new values of settings come to: changes, each of one area. Pure. */
import type { Area } from '../directory/access.ts';
import type { SettingChange } from '../directory/directory-store.ts';
import { Refusal } from './refusal.ts';

/** Each setting by its name, with the area that it belongs to and its default. */
export type SettingTable = Readonly<Record<string, { readonly area: Area; readonly default: unknown }>>;

export interface OneChange {
  readonly change: SettingChange;
  readonly area: Area;
  /** What it is without being set. */
  readonly default: unknown;
}

/** Of a tenant or a user; what is left out stays, `null` puts a setting back to its default. Throws a `Refusal`. */
export function settingChanges(
  scope: SettingChange['scope'],
  scopeId: string,
  table: SettingTable,
  values: Readonly<Record<string, unknown>>,
): OneChange[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const setting = table[name];
      if (setting === undefined) throw new Refusal({ kind: 'invalid', detail: `there is no setting ${name}` });
      const change = { scope, scopeId, name: name as SettingChange['name'], value: value ?? undefined };
      return { change, area: setting.area, default: setting.default };
    });
}

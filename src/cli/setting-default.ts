/** What a setting is that nobody has set. */
import { tenantSettings, userSettings } from '../directory/settings.ts';

export function defaultOf(scope: 'tenant' | 'user', name: string): unknown {
  const table: Readonly<Record<string, { readonly default: unknown }>> =
    scope === 'tenant' ? tenantSettings : userSettings;
  return table[name]?.default;
}

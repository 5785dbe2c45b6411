/** What every command that changes settings does: asks the door, and shows what was changed as it is in force now. */
import type { CommandInput } from './command-definition.ts';
import { formatSettings, type Settings } from './format-settings.ts';
import type { Outcome } from './output.ts';

export async function changeSettings(
  { door }: CommandInput,
  path: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const data = await door.call<{ settings: Settings }>('PATCH', `${path}/settings`, { settings });
  const changed = Object.fromEntries(Object.entries(data.settings).filter(([name]) => name in settings));
  return { data, text: formatSettings(changed) };
}

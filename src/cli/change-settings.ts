/** What every command that changes settings does: asks the door, and shows what was changed as it is in force now. */
import { type CommandInput, text as textOption } from './command-definition.ts';
import { formatSettings, type Settings } from './format-settings.ts';
import type { Outcome } from './output.ts';
import { parseUntil } from './until.ts';

export async function changeSettings(
  input: CommandInput,
  path: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const asked = textOption(input, 'until');
  const until = asked === undefined ? {} : { until: parseUntil(asked, new Date()) };
  const data = await input.door.call<{ settings: Settings }>('PATCH', `${path}/settings`, { settings, ...until });
  const changed = Object.fromEntries(Object.entries(data.settings).filter(([name]) => name in settings));
  return { data, text: `${formatSettings(changed)}${asked === undefined ? '' : `\n  until ${until.until}`}` };
}

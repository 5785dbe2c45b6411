/** Every client that can be imitated, by its name on the command line. Pure. */
import { canon } from './canon.ts';
import type { ClientProfile } from './client-profile.ts';
import { dotnet } from './dotnet.ts';
import { heloOnly } from './helo-only.ts';
import { ricoh } from './ricoh.ts';
import { tls10 } from './tls-1-0.ts';
import { usual } from './usual.ts';
import { xerox } from './xerox.ts';

const all = [usual, dotnet, ricoh, xerox, canon, heloOnly, tls10] as const;

export type ProfileName = (typeof all)[number]['name'];

export const profileNames: readonly ProfileName[] = all.map(({ name }) => name);

export function profileOf(name: ProfileName): ClientProfile & { readonly name: ProfileName } {
  return all.find((each) => each.name === name) ?? usual;
}

/** Which properties of a message a request shows: those that it asks for, as far as its token lets it see them. */
import { mailPermissions, readsContents } from '../../../directory/mailbox-access.ts';
import type { GraphCall } from '../graph-call.ts';
import { selectedNames } from '../odata/select.ts';
import { permissionMissing } from './mail-fault.ts';
import { messageNames, shownByDefault } from './message-resource.ts';

/** What `Mail.ReadBasic` leaves out, of what a message has here. */
const contents: ReadonlySet<string> = new Set(['body', 'bodyPreview']);

/** Throws a `GraphFault`, also where contents are asked for by name that the token does not open. */
export function shownNames({ query: { select }, caller: { actor } }: GraphCall): readonly string[] {
  const names = selectedNames(select, messageNames, shownByDefault, 'message');
  if (readsContents(actor)) return names;
  if (select !== null && names.some((name) => contents.has(name))) throw permissionMissing(mailPermissions.read);
  return names.filter((name) => !contents.has(name));
}

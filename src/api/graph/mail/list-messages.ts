/** Pages of messages: narrowed by the tables, and opened only where what is asked for takes it. */
import { everything } from '../../../lib/condition.ts';
import type { MailCondition, MailFolder, MailItem } from '../../../mailbox/mail-item.ts';
import { readMail } from '../../../mailbox/read-mail.ts';
import type { OpenedMailbox } from '../../../submission/open-mailbox.ts';
import type { Services } from '../../services.ts';
import type { GraphCall } from '../graph-call.ts';
import { BadRequest } from '../graph-fault.ts';
import { nextLink, pageSize, skipKeysOf, skipTokenOf } from '../odata/page.ts';
import type { ODataQuery } from '../odata/query.ts';
import { picked, type Resource } from '../odata/select.ts';
import { itemId, parseItemId } from './item-id.ts';
import { itemResource, keptResource } from './kept-resource.ts';
import { mailCondition } from './mail-condition.ts';
import { draftResource } from './message-resource.ts';
import { prefersText } from './prefer.ts';
import { shownNames } from './shown-names.ts';

/** Outlook's own. */
const pages = { ordinary: 10, maximum: 1000 };
const maximumSkip = 1_000_000;
/** Of each message that a list shows, and of all of one page; a page that comes to its end before is short. */
const readOfEach = { octets: 1_048_576, text: 262_144 };
const readOfPage = 32 * 1_048_576;

type Parts = Pick<Services, 'mail' | 'spool'>;

/** `path`: of the list, below the mailbox. */
export async function listOf(
  call: GraphCall,
  services: Parts,
  { user }: OpenedMailbox,
  { folders, path }: { readonly folders: readonly MailFolder[]; readonly path: string },
): Promise<object> {
  const { query, base } = call;
  const names = shownNames(call);
  const size = pageSize(query, pages);
  const condition = conditionOf(query);
  const { items } = services.mail;
  const mailbox = { name: user.displayName, address: user.userPrincipalName };
  const search = { userId: user.id, folders, condition, descending: isDescending(query) };
  const found = await items.search({ ...search, ...beginOf(query), limit: size });
  const value: Resource[] = [];
  let readBytes = 0;
  for (const item of found) {
    if (readBytes >= readOfPage) break;
    const { resource, bytes } = await shown(item, names, user.id, mailbox, prefersText(call), services);
    readBytes += bytes;
    value.push(picked(resource, names));
  }
  const last = value.length < found.length || found.length === size ? found[value.length - 1] : undefined;
  const address = `${base}/users('${user.id}')${path}`;
  return {
    '@odata.context': `${base}/$metadata#users('${user.id}')${path}${query.select === null ? '' : `(${names.join(',')})`}`,
    ...(query.count && { '@odata.count': await items.count(search) }),
    ...(last !== undefined && {
      '@odata.nextLink': nextLink(address, withoutSkip(query), skipTokenOf([last.at, itemId(last)])),
    }),
    value,
  };
}

export async function countOf(
  { query }: GraphCall,
  { mail }: Parts,
  { user }: OpenedMailbox,
  folders: readonly MailFolder[],
): Promise<number> {
  return mail.items.count({ userId: user.id, folders, condition: conditionOf(query) });
}

async function shown(
  item: MailItem,
  names: readonly string[],
  userId: string,
  mailbox: { readonly name: string; readonly address: string },
  asText: boolean,
  { mail, spool }: Parts,
): Promise<{ readonly resource: Resource; readonly bytes: number }> {
  const facts = itemResource(item);
  if (names.every((name) => name in facts)) return { resource: facts, bytes: 0 };
  if (item.folder === 'drafts') {
    const draft = await mail.drafts.find(userId, item.id);
    if (draft === null) return { resource: facts, bytes: 0 };
    return { resource: draftResource(draft, mailbox), bytes: draft.message.body.content.length };
  }
  const read = await readMail(spool.read(item.id), readOfEach);
  return { resource: keptResource(item, read, asText), bytes: read.readBytes };
}

function conditionOf({ filter }: ODataQuery): MailCondition {
  return filter === null ? everything : mailCondition(filter);
}

function isDescending({ orderBy: [first, ...more] }: ODataQuery): boolean {
  if (first === undefined) return true;
  if (more.length > 0 || !/^(received|sent|created)DateTime$/i.test(first.property))
    throw new BadRequest('Messages are sorted by receivedDateTime only.', 'ErrorInvalidUrlQuery');
  return first.descending;
}

function beginOf(query: ODataQuery): { readonly after: MailItem | null; readonly skip: number } {
  const [at, id] = skipKeysOf(query, 2) ?? [];
  if (at === undefined || id === undefined) {
    const skip = query.skip ?? 0;
    if (skip > maximumSkip) throw new BadRequest(`'$skip' is at most ${maximumSkip}.`, 'ErrorInvalidUrlQuery');
    return { after: null, skip };
  }
  return { after: { ...parseItemId(String(id)), at: Number(at), subject: '', internetMessageId: '' }, skip: 0 };
}

/** The token says where to go on; what was to be left out at first has been. */
function withoutSkip(query: ODataQuery): ODataQuery {
  const written = { ...query.written };
  delete written.$skip;
  return { ...query, written };
}

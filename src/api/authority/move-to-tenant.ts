/** A sign-in that began at `organizations` goes on in the tenant of the person, as if it had begun there. */

import { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { InteractionResults, Interaction as LibraryInteraction, Provider } from 'oidc-provider';
import { cookieAttributes, isReachedUnderTls } from '../pages/cookies.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { recordId, recordKind } from './record-adapter.ts';
import type { DirectoryName } from './tenant-names.ts';

interface Begun {
  readonly directoryName: DirectoryName;
  readonly interaction: LibraryInteraction;
}

/** As the library makes one; its types leave it out. */
type InteractionClass = new (uid: string, payload: object) => LibraryInteraction;

interface Goal {
  readonly tenantId: string;
  readonly provider: Provider;
}

const finishSeconds = 600;

/** Answers where the browser goes on. */
export async function moveToTenant(
  { directoryName, interaction }: Begun,
  { tenantId, provider }: Goal,
  result: InteractionResults,
  reply: FastifyReply,
  { records, clock, baseUrl }: Pick<AuthorityParts, 'records' | 'clock' | 'baseUrl'>,
): Promise<string> {
  const { params, prompt, trusted, deviceCode, cid, uid } = interaction as LibraryInteraction & { cid?: string };
  if (deviceCode !== undefined) await moveRecord('DeviceCode', recordId(deviceCode));
  const returnTo = new URL(baseUrl());
  returnTo.pathname += `${tenantId}/oauth2/v2.0/${deviceCode === undefined ? 'authorize' : 'deviceauth'}/${uid}`;
  const moved = new (provider.Interaction as unknown as InteractionClass)(uid, {
    returnTo: returnTo.href,
    prompt,
    params,
    ...(trusted !== undefined && { trusted }),
    ...(deviceCode !== undefined && { deviceCode }),
    ...(cid !== undefined && { cid }),
    result,
  });
  await moved.save(finishSeconds);
  await interaction.destroy();
  letBrowserResume();
  return returnTo.href;

  async function moveRecord(kind: string, id: string): Promise<void> {
    const from = recordKind(directoryName, kind);
    const payload = await records.find(from, 'id', id, clock());
    if (payload === null) return;
    const endsAt = Number(payload['exp']) * 1000;
    await records.put(recordKind(tenantId, kind), id, payload, endsAt, clock(), null);
    await records.remove(from, id);
  }

  /** The library binds the rest of the way to this browser by a cookie. */
  function letBrowserResume(): void {
    const response = new ServerResponse(reply.request.raw);
    const context = provider.createContext(reply.request.raw, response);
    context.cookies.secure = isReachedUnderTls(baseUrl());
    const path = returnTo.pathname;
    const options = { ...cookieAttributes, path, signed: true, maxAge: finishSeconds * 1000 };
    context.cookies.set(provider.cookieName('resume'), uid, options);
    const cookies = response.getHeader('set-cookie');
    for (const cookie of Array.isArray(cookies) ? cookies : []) void reply.header('set-cookie', cookie);
  }
}

/** Sign-ins to our own pages, which no application asked for: they end in a session. */
import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { resources } from '../../directory/permission.ts';
import { createBoundedMap } from '../../lib/bounded-map.ts';
import type { Clock } from '../../lib/clock.ts';
import { clearCookie, cookieOf, setCookie } from '../pages/cookies.ts';
import { type Interaction, type Interactions, interactionSeconds } from './interactions.ts';
import type { Sessions } from './sessions.ts';

export interface OwnInteractions extends Interactions {
  /** One that this browser, and no other, is to go on with; `leadsTo`: a path of ours, where it goes once signed in. */
  begin(reply: FastifyReply, leadsTo: string): Interaction;
}

interface Begun {
  readonly interaction: Interaction;
  readonly browser: string;
  readonly begunAt: number;
  readonly leadsTo: string;
}

const cookie = 'postern-sign-in';
export const maximumBegun = 10_000;
export const securityPath = '/my/security';

export function createOwnInteractions(sessions: Sessions, clock: Clock, isSecure: () => boolean): OwnInteractions {
  const all = createBoundedMap<string, Begun>(maximumBegun);
  const { appId, displayName } = resources.postern;
  return {
    begin(reply, leadsTo) {
      const uid = randomBytes(24).toString('base64url');
      const browser = randomBytes(24).toString('base64url');
      const interaction: Interaction = {
        uid,
        tenantId: null,
        application: { appId, displayName },
        prompt: 'login',
        loginHint: '',
        fresh: true,
        missingScopes: [],
        consentFor: 'person',
        userId: null,
      };
      all.set(uid, { interaction, browser, begunAt: clock(), leadsTo });
      setCookie(reply, cookie, browser, { isSecure: isSecure() });
      return interaction;
    },
    async find(request) {
      const { uid = '' } = request.params as { uid?: string };
      const begun = all.get(uid);
      if (begun === undefined || clock() - begun.begunAt >= interactionSeconds * 1000) return null;
      return cookieOf(request, cookie, isSecure()) === begun.browser ? begun.interaction : null;
    },
    async finish(request, reply, result) {
      const { uid = '' } = request.params as { uid?: string };
      const { leadsTo = securityPath } = all.get(uid) ?? {};
      all.delete(uid);
      clearCookie(reply, cookie, isSecure());
      if (result.kind === 'signed-in') sessions.start(reply, result.userId);
      return result.kind === 'refused' ? '/sign-in/cancelled' : leadsTo;
    },
  };
}

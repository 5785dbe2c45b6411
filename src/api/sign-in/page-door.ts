/** The pages of people as a part of the HTTP server: what they have in common, and each door. */
import type { FastifyInstance } from 'fastify';
import { assetRoutes } from '../pages/assets.ts';
import { readForms } from '../pages/form.ts';
import { sendMessage } from '../pages/message-page.ts';
import { refusedStatus } from '../problem.ts';
import type { Interactions } from './interactions.ts';
import type { PageParts } from './page-parts.ts';
import { securityDoor } from './security-door.ts';
import { setupDoor } from './setup-door.ts';
import { signInDoor } from './sign-in-door.ts';
import type { SignOut } from './sign-out.ts';

/** `others`: whoever sends people here, beside our own pages. */
export function pageDoor(
  server: FastifyInstance,
  parts: PageParts,
  others: readonly Interactions[],
  signOut: SignOut,
): void {
  assetRoutes(server);
  server.register((pages, _options, done) => {
    readForms(pages);
    pages.setErrorHandler((error, _request, reply) => {
      const refused = refusedStatus(error);
      if (refused !== null) return sendMessage(reply, refused, 'bad-request');
      parts.fault(error);
      return sendMessage(reply, 500, 'fault');
    });
    signInDoor(pages, [parts.own, ...others], parts);
    securityDoor(pages, parts, signOut);
    setupDoor(pages, parts);
    done();
  });
}

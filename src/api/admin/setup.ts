/** The set-up link, made anew. */
import { beginSetup } from '../../contract/setup.ts';
import type { Services } from '../services.ts';
import { setupLink } from '../sign-in/setup-door.ts';
import { type AdminRoute, answering, write } from './admin-route.ts';

export function setupRoutes({ setup }: Services): AdminRoute[] {
  return [
    answering(beginSetup, write('service'), async ({ caller }) => {
      const { code, endsAt } = await setup.administration.begin(caller);
      return { url: setupLink(setup.baseUrl(), code), endsAt };
    }),
  ];
}

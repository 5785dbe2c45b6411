/** Who is signed in, and what they may see and do. */
import { createContext, useContext } from 'react';
import type { AnswerOf } from '../api/routes.ts';

export type Me = AnswerOf<'GET /me'>;

export interface Session {
  readonly me: Me;
  /** The tenant that the pages are about. */
  readonly tenant: { readonly id: string; readonly domain: string; readonly displayName: string };
  may(area: string, access?: 'read' | 'write'): boolean;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('nobody is signed in');
  return session;
}

/** Whether `me` may read or write an area: of their tenant, or of the service. */
export function mayOf(me: Me): Session['may'] {
  return (area, access = 'read') => {
    const held = area === 'service' ? me.serviceAccess : me.access[area];
    return held === 'write' || (access === 'read' && held === 'read');
  };
}

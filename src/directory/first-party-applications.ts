/** Postern's own clients: known in every tenant, with no registration to make and nothing to consent to. */
import type { Permission } from './permission.ts';

export interface FirstPartyApplication {
  /** The client id; the same in every service. */
  readonly appId: string;
  readonly displayName: string;
  /** Without scheme and host they are this service's own. Loopback ones fit with any port (RFC 8252 §7.3). */
  readonly redirectUris: readonly string[];
  readonly delegatedPermissions: readonly Permission[];
}

export const firstPartyApplications = {
  commandLine: {
    appId: '7b0a3f5e-2f1c-4a0e-9d53-6c1f0e4b8a21',
    displayName: 'Postern command line',
    redirectUris: ['http://127.0.0.1/callback', 'http://localhost/callback', 'http://[::1]/callback'],
    delegatedPermissions: ['Postern.Manage'],
  },
  adminCentre: {
    appId: '0c9d7a64-58b2-4f37-8f0e-3a1b5d2e7c46',
    displayName: 'Postern admin centre',
    redirectUris: ['/admin/signed-in'],
    delegatedPermissions: ['Postern.Manage'],
  },
} as const satisfies Record<string, FirstPartyApplication>;

/** Null: it is none of ours. */
export function findFirstPartyApplication(appId: string): FirstPartyApplication | null {
  return Object.values(firstPartyApplications).find((each) => each.appId === appId) ?? null;
}

/** Ways away from SMTP AUTH with a password, with what bounds each (MICROSOFT 365 §8). Pure. */
import { sources } from '../findings/sources.ts';
import type { TenantProvider } from '../providers/tenant-provider.ts';

export interface MigrationWay {
  /** Its texts stand in `locales/`: `way.ID` (what it is), `way.ID.limits`. */
  readonly id: 'oauth-smtp' | 'graph' | 'high-volume' | 'communication-services' | 'relay-connector' | 'direct-send';
  /** Whether the client must be able to speak OAuth. */
  readonly needsOAuth: boolean;
  /** Whether TLS 1.2 is needed at the client. */
  readonly needsNewTls: boolean;
  /** Where there is such a thing. */
  readonly offeredBy: readonly TenantProvider['kind'][];
  /** Recipients outside the tenant can be reached. */
  readonly external: boolean;
  /** Messages in an hour without asking for more; null: no such limit is known. */
  readonly perHour: number | null;
  /** The address of a page that says more. */
  readonly source: string;
}

const both = ['postern', 'microsoft-365'] as const;
const source = sources.MFD.url;

/** In the order in which they are to be looked at. */
export const migrationWays: readonly MigrationWay[] = [
  {
    id: 'oauth-smtp',
    needsOAuth: true,
    needsNewTls: true,
    offeredBy: both,
    external: true,
    perHour: null,
    source: sources.OAUTH.url,
  },
  { id: 'graph', needsOAuth: true, needsNewTls: true, offeredBy: both, external: true, perHour: null, source },
  {
    id: 'high-volume',
    needsOAuth: false,
    needsNewTls: true,
    offeredBy: ['microsoft-365'],
    external: false,
    perHour: null,
    source,
  },
  {
    id: 'communication-services',
    needsOAuth: false,
    needsNewTls: true,
    offeredBy: ['microsoft-365'],
    external: true,
    perHour: 100,
    source,
  },
  {
    id: 'relay-connector',
    needsOAuth: false,
    needsNewTls: false,
    offeredBy: ['microsoft-365'],
    external: true,
    perHour: null,
    source,
  },
  {
    id: 'direct-send',
    needsOAuth: false,
    needsNewTls: false,
    offeredBy: ['microsoft-365'],
    external: false,
    perHour: null,
    source,
  },
];

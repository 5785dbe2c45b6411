/** Reads what there is to know of a tenant and a device's user, through whatever provider, for the rules. */
import { type Attempt, isBasic, type Mechanism } from '../../sign-in/attempt.ts';
import type { RecordedAttempt, TenantProvider } from '../providers/tenant-provider.ts';
import { appPassword, type TenantFacts, type WireWord, withWord } from './tenant-facts.ts';
import type { Read, UserReading } from './tenant-reading.ts';

export interface TenantQuestion {
  /** Principal name or address of the user that the device signs in as; null: the tenant alone. */
  readonly user: string | null;
  /** How the device signs in; left out: as it last did, or as devices mostly do. */
  readonly mechanism?: Mechanism;
  readonly address?: string;
  /** The client id of its application, where it has one. */
  readonly appId: string | null;
  /** The address that it sends as, where that is another one. */
  readonly from: string | null;
  /** What the server said, where somebody asked it. */
  readonly wire: WireWord | null;
  readonly now: number;
}

/** How far back the sign-in log is read: Entra keeps seven days where there is no licence for more (M365 §6). */
export const logDays = 7;
/** Rows of it that are read, the newest. */
const maximumRows = 200;

export async function examineTenant(provider: TenantProvider, question: TenantQuestion): Promise<TenantFacts> {
  const { user: sought, appId, from, wire, now } = question;
  const [reading, user] = await Promise.all([
    provider.readTenant(),
    sought === null ? null : provider.readUser(sought),
  ]);
  const name = user?.userPrincipalName ?? sought;
  const sinceMs = now - logDays * 86_400_000;
  const [log, applications, allowed] = await Promise.all([
    name === null ? null : provider.signIns({ sinceMs, user: name, limit: maximumRows }),
    provider.applications({ mailbox: user === null ? null : name, from, appId }),
    from === null || user === null ? null : maySendAs(provider, user, from),
  ]);
  const facts = {
    reading,
    sought,
    user,
    attempt: attemptOf(question, log),
    log,
    logDays,
    applications,
    appId,
    from: allowed === null || from === null ? null : { address: from, allowed },
    wire: null,
    now,
  };
  return withWord(facts, wire);
}

async function maySendAs(provider: TenantProvider, user: UserReading, address: string): Promise<Read<boolean>> {
  const isOwn = address.toLowerCase() === user.userPrincipalName.toLowerCase();
  if (isOwn) return { known: true, value: true, evidence: '', setBy: null, setAt: null };
  return provider.maySendAs(user, address);
}

/** The credential is taken to be right: whether it is, no setting tells. */
function attemptOf(
  { mechanism: given, address, appId }: TenantQuestion,
  log: Read<readonly RecordedAttempt[]> | null,
): Attempt {
  const last =
    log?.known === true ? log.value.find((row) => address === undefined || row.address === address) : undefined;
  const mechanism = given ?? last?.mechanism ?? (appId === null ? 'LOGIN' : 'XOAUTH2');
  // Entra does not tell which password it was; one that it took is none that MFA stops.
  const isApp = last?.credential === 'app-password' || (last?.credential === null && last.outcome === 'allowed');
  return {
    mechanism,
    credential: isBasic(mechanism)
      ? isApp
        ? appPassword
        : { kind: 'password', verdict: 'right' }
      : appId === null
        ? { kind: 'token', verdict: 'right', by: 'user' }
        : { kind: 'token', verdict: 'right', by: 'application', opensMailbox: true },
    tls: last?.tls ?? 'TLSv1.2',
    address: address ?? last?.address ?? '',
    endpoint: last?.endpoint ?? 'submission',
    // Whoever was refused at a later gate came through without TLS.
    clearTextAllowed: last?.tls === 'none' && last.gate !== 'encryption',
    lockout: 'open',
  };
}

/** Sign-ins at the SMTP door, as Entra's log has them (MICROSOFT 365 §6). */
import { gateOfErrorCode } from '../../../sign-in/entra-error-code.ts';
import type { RecordedAttempt, SignInSearch } from '../tenant-provider.ts';
import { ApiFault } from './api-fault.ts';
import type { Fields } from './fields.ts';
import type { GraphApi } from './graph-api.ts';
import { needs } from './needs.ts';

/** Entra writes of the door under either name. */
const names = ['Authenticated SMTP', 'SMTP'];

/** Newest first. */
export async function readSignIns(graph: GraphApi, { sinceMs, user, limit }: SignInSearch): Promise<RecordedAttempt[]> {
  const conditions = [
    `createdDateTime ge ${new Date(sinceMs).toISOString()}`,
    `(${names.map((name) => `clientAppUsed eq '${name}'`).join(' or ')})`,
    ...(user === undefined ? [] : [`userPrincipalName eq '${user.toLowerCase().replaceAll("'", "''")}'`]),
  ];
  // Legacy sign-ins may stand among the non-interactive, which only the beta version lists.
  const kinds = "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')";
  const list = (version: 'beta' | 'v1.0', filter: readonly string[]) =>
    graph.list(
      `/${version}/auditLogs/signIns?$filter=${encodeURIComponent(filter.join(' and '))}&$top=${Math.min(1000, limit)}`,
      needs.signIns,
      { rows: limit },
    );
  const rows = await list('beta', [...conditions, kinds]).catch((error: unknown) => {
    // Where there is no beta, or it asks otherwise, the interactive ones are better than none.
    if (error instanceof ApiFault && (error.status === 400 || error.status === 404)) return list('v1.0', conditions);
    throw error;
  });
  return rows.map(attemptOf).toSorted((a, b) => b.at - a.at);
}

function attemptOf(row: Fields): RecordedAttempt {
  const status = row.object('status');
  const errorCode = status.number('errorCode');
  const policies = row
    .objects('appliedConditionalAccessPolicies')
    .filter((policy) => policy.optionalText('result') === 'failure')
    .map((policy) => policy.optionalText('displayName') ?? '');
  const said = [status.optionalText('failureReason') ?? '', ...policies.map((name) => `policy ${name}`)];
  return {
    at: row.time('createdDateTime') ?? 0,
    userPrincipalName: row.text('userPrincipalName'),
    address: row.optionalText('ipAddress') ?? '',
    mechanism: null,
    tls: null,
    endpoint: null,
    outcome: errorCode === 0 ? 'allowed' : 'refused',
    gate: policies.length > 0 ? 'conditional-access' : gateOfErrorCode(errorCode),
    errorCode,
    credential: null,
    said: errorCode === 0 ? '' : said.filter((each) => each !== '').join('; '),
  };
}

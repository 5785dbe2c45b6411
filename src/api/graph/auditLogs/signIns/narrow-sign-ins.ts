/** What of a `$filter` the store can sort out by itself, which has an index for it. Pure. */
import type { SignInQuery } from '../../../../sign-in/sign-in-log.ts';
import { conjunctsOf, equalNumber, equalText, timeBounds } from '../../odata/conjuncts.ts';
import type { Expression } from '../../odata/filter.ts';

export function narrowSignIns(filter: Expression | null): Omit<SignInQuery, 'tenantId' | 'limit' | 'olderThan'> {
  const conjuncts = conjunctsOf(filter);
  const login = equalText(conjuncts, 'userPrincipalName');
  const userId = equalText(conjuncts, 'userId');
  const address = equalText(conjuncts, 'ipAddress');
  const correlationId = equalText(conjuncts, 'correlationId');
  const errorCode = equalNumber(conjuncts, 'status/errorCode');
  const isSmtp = equalText(conjuncts, 'clientAppUsed')?.toLowerCase() === 'authenticated smtp';
  return {
    ...timeBounds(conjuncts, 'createdDateTime'),
    ...(login !== undefined && { login }),
    ...(userId !== undefined && userId !== '' && { userId: userId.toLowerCase() }),
    ...(address !== undefined && { address }),
    ...(correlationId !== undefined && { correlationId }),
    ...(errorCode !== undefined && { errorCode }),
    ...(isSmtp && { kind: 'smtp' as const }),
  };
}

/** Why an administrative request was not carried out: one shape, which each door puts into its own words. */
import type { AccessVerdict } from '../directory/access.ts';

export type RefusalReason =
  /** It is not there, or belongs to another tenant: the two look the same from outside. */
  | { readonly kind: 'not-found'; readonly what: string; readonly name: string }
  | Extract<AccessVerdict, { kind: 'role-missing' | 'permission-missing' }>
  /** It is there already, or something stands in the way. `detail` says what, and what to do. */
  | { readonly kind: 'conflict'; readonly detail: string; readonly because?: 'there-already' }
  | { readonly kind: 'invalid'; readonly detail: string };

/** Thrown by the use cases of administration, and caught at the door. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason) {
    super(describe(reason));
    this.name = 'Refusal';
    this.reason = reason;
  }
}

/** What no role and no token opens: whoever owns the data directory may. */
const onMachine = 'this is done on the machine of the service alone, by whoever owns its data directory';

function describe(reason: RefusalReason): string {
  switch (reason.kind) {
    case 'not-found':
      return `there is no ${reason.what} ${reason.name}`;
    case 'role-missing':
      return reason.anyOf.length === 0 ? onMachine : `one of these roles is needed: ${reason.anyOf.join(', ')}`;
    case 'permission-missing':
      return reason.anyOf.length === 0
        ? onMachine
        : `the token needs one of these permissions: ${reason.anyOf.join(', ')}`;
    case 'conflict':
    case 'invalid':
      return reason.detail;
  }
}

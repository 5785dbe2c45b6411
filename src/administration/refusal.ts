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

function describe(reason: RefusalReason): string {
  switch (reason.kind) {
    case 'not-found':
      return `there is no ${reason.what} ${reason.name}`;
    case 'role-missing':
      return `one of these roles is needed: ${reason.anyOf.join(', ') || 'none has it'}`;
    case 'permission-missing':
      return `the token needs one of these permissions: ${reason.anyOf.join(', ') || 'none has it'}`;
    case 'conflict':
    case 'invalid':
      return reason.detail;
  }
}

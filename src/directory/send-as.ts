/** Who may stand as the sender of a message: Microsoft's Send As, as pure rules. */
import type { SignInFacts } from './directory-store.ts';

/** What the sender rules turn on. */
export interface SenderRights {
  /** Lower case. */
  readonly primary: string;
  readonly aliases: readonly string[];
  /** Mailboxes (addresses and aliases, lower case) for which the user holds Send As. */
  readonly sendAs: readonly string[];
  readonly sendFromAlias: boolean;
}

/** What becomes of one sender address. */
export type SenderVerdict =
  | { readonly kind: 'allowed'; readonly as: 'primary' | 'alias' | 'send-as' }
  /** The message goes out with `to` in place of the address. */
  | { readonly kind: 'rewrite'; readonly to: string }
  | { readonly kind: 'denied'; readonly mailbox: string; readonly sender: string };

/** The rights of the user that signed in. */
export function senderRightsOf(facts: SignInFacts): SenderRights {
  return {
    primary: facts.user.userPrincipalName,
    aliases: facts.user.aliases,
    sendAs: facts.sendAs,
    sendFromAlias: facts.tenantSettings.sendFromAlias.value,
  };
}

/**
 * Whether the holder of `rights` may send as `sender` (an address of the envelope or of From). The empty reverse-path is
 * nobody's address: anybody may use it (RFC 5321 §4.5.5).
 */
export function judgeSender(sender: string, rights: SenderRights): SenderVerdict {
  const address = sender.toLowerCase();
  if (address === '' || address === rights.primary) return { kind: 'allowed', as: 'primary' };
  if (rights.aliases.includes(address)) {
    // M365 R13
    return rights.sendFromAlias ? { kind: 'allowed', as: 'alias' } : { kind: 'rewrite', to: rights.primary };
  }
  if (rights.sendAs.includes(address)) return { kind: 'allowed', as: 'send-as' };
  return { kind: 'denied', mailbox: rights.primary, sender };
}

/** What the authority asks of the pages where a person signs in, and what it is told. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PermissionKind } from '../../directory/permission.ts';

/** How long a person may take for a sign-in, whoever sent them. */
export const interactionSeconds = 3600;

export interface MissingScope {
  readonly name: string;
  /** `delegated`: as the person who is signed in; `application`: by itself, for whomever it likes. */
  readonly kind: PermissionKind;
  readonly adminOnly: boolean;
}

/** What the authority wants of a person at the moment. */
export interface Interaction {
  readonly uid: string;
  /** Null: any tenant; the person's name tells which (`organizations`). */
  readonly tenantId: string | null;
  readonly application: { readonly appId: string; readonly displayName: string };
  readonly prompt: 'login' | 'consent';
  readonly loginHint: string;
  /** Ask again even where a session exists (`prompt=login`, `max_age`). */
  readonly fresh: boolean;
  /** Scopes that nobody consented to yet, when `prompt` is `consent`; `adminOnly`: only an administrator may. */
  readonly missingScopes: readonly MissingScope[];
  /** Whom a consent is for; `person`: an administrator may make it everybody's. */
  readonly consentFor: 'person' | 'everybody';
  /** Who signed in already (for `consent`); null before. */
  readonly userId: string | null;
}

export type InteractionResult =
  | {
      readonly kind: 'signed-in';
      readonly userId: string;
      readonly amr: readonly ('pwd' | 'mfa' | 'otp' | 'fido')[];
      readonly authenticatedAt: number;
    }
  | { readonly kind: 'consented'; readonly forEverybody: boolean }
  | { readonly kind: 'refused'; readonly errorCode: number; readonly description: string };

export interface Interactions {
  /** Null: it is over or never was; bound to the browser by its cookie. */
  find(request: FastifyRequest, reply: FastifyReply): Promise<Interaction | null>;
  /** Ends the step and answers where the browser goes next. */
  finish(request: FastifyRequest, reply: FastifyReply, result: InteractionResult): Promise<string>;
}

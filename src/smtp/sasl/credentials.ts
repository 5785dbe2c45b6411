/** What a mechanism got out of the client. */

export type Credentials =
  | {
      readonly kind: 'password';
      readonly mechanism: 'LOGIN' | 'PLAIN';
      readonly login: string;
      readonly password: string;
    }
  | {
      readonly kind: 'token';
      readonly mechanism: 'XOAUTH2' | 'OAUTHBEARER';
      readonly login: string;
      readonly token: string;
    }
  /** The proof was already held against what `scramCredential` gave; `key` names which of them it fits, null: none. */
  | {
      readonly kind: 'scram';
      readonly mechanism: 'SCRAM-SHA-256' | 'SCRAM-SHA-256-PLUS';
      readonly login: string;
      readonly key: string | null;
    };

/** What servers outside Microsoft's cloud say: no setting of a tenant helps against it. */
import type { Context } from '../context.ts';
import { isOfProtocol, saysSomething } from '../last-refusal.ts';
import type { Rule } from '../rule.ts';

const isElsewhere = ({ provider }: Context): boolean => provider === 'other';
const isNotMicrosoft = ({ provider }: Context): boolean => provider !== 'microsoft';

/** The number of a refusal: what makes it one is looked at in the context. */
const refusing = /\b(?:4(?:21|[3-57]\d)|5(?:[0-5]\d|7\d))\b|\b[45]\.\d{1,3}\.\d{1,3}\b/;

export const elsewhereRules: readonly Rule[] = [
  // Google answers a bad token with a challenge that holds JSON; Exchange Online does not (MICROSOFT 365 §1.3).
  { cause: 'other-provider', weight: 'stated', pattern: /"status":"40\d","schemes":"[\w ]+"/i },
  // The log of a server of one's own, which refused its client before anything went to Microsoft.
  { cause: 'other-provider', weight: 'stated', pattern: /postfix\/smtpd\[\d+\]: NOQUEUE: reject|\brejected RCPT\b/i },
  // Google, Yahoo and their like sign their replies.
  {
    cause: 'other-provider',
    weight: 'stated',
    pattern:
      /- gsmtp|support\.google\.com\/(?:mail|a)|google\.com\/mail|yahoodns|help\.yahoo|postmaster\.(?:yahoo|aol)|proofpoint\.com|iphmx|mimecast|\bTSS0\d/i,
  },
  // RFC 4954 §6 has 5.7.8 for a wrong password; Exchange Online never says it.
  {
    cause: 'other-provider',
    weight: 'stated',
    pattern:
      /\b5\.7\.8\b|\b5\.7\.9\b|535[ -]5\.7\.0|535 5\.7\.1\b|535 (?:Authentication credentials invalid|Incorrect authentication data|authentication failed \(#)/i,
  },
  {
    cause: 'other-provider',
    weight: 'stated',
    words: [
      'Relay access denied',
      'Unable to relay',
      'Relaying denied',
      'relay not permitted',
      'not permitted to relay',
      'Incorrect authentication data',
      'Invalid login or password',
      'SASL LOGIN authentication failed: authentication failure',
      'SASL PLAIN authentication failed: authentication failure',
      'Sender address rejected',
      'Relaying disallowed',
      'Relaying not allowed',
      'turn on SMTP Authentication',
      'Must issue a STARTTLS command first. gsmtp',
      'poor reputation',
      'refused to talk to me',
      'Application-specific password required',
    ],
    // Exchange Online says some of these words of a connector, beside words of its own.
    when: ({ flat }) => !/ATTR\d|TenantAttribution|non-accepted domain/i.test(flat),
  },
  // Postfix names the restriction that refused, after what it refused: smtpd_client_, _helo_, _data_restrictions.
  {
    cause: 'other-provider',
    weight: 'stated',
    pattern: /\b(?:Client host|Helo command|Data command|End-of-data|Sender address|Unverified client host) rejected:/i,
    when: isNotMicrosoft,
  },
  // Services that send for others refuse senders whom their customer has not shown to own.
  {
    cause: 'other-provider',
    weight: 'stated',
    pattern:
      /verified sender identit|sender identity|sender signature|(?:address|domain|identit(?:y|ies)) (?:is|are) not verified|failed the check in region|sandbox (?:sub)?domain|maximum credits exceeded|unverified (?:sender|domain)|sending domain is not (?:verified|authorised|authorized)/i,
    when: isNotMicrosoft,
  },
  // Any refusal in words, where the server is known to be another's.
  {
    cause: 'other-provider',
    weight: 'code',
    pattern:
      /authentication (?:fail|credentials|unsuccessful)|login fail|password not accepted|authori[sz]ation code|not (?:allowed|permitted|authori[sz]ed)|unauthori[sz]ed|rejected|disallowed|suspended|is disabled|limit exceeded/i,
    when: isElsewhere,
  },
  // Exchange on-premises: the same words with another code.
  {
    cause: 'other-provider',
    weight: 'code',
    pattern:
      /5\.7\.1 (?:SMTP; )?(?:Client (?:was|is) not authenticated|Client does not have permissions|Le client n'était pas|Der Client wurde nicht|El cliente no se|Клиент не прошел|客户端未通过)/i,
  },
  {
    cause: 'other-provider',
    weight: 'code',
    pattern: refusing,
    when: ({ provider, refusal }) => provider === 'other' && refusal !== null,
  },
  // The token endpoint of somebody else.
  {
    cause: 'other-provider',
    weight: 'code',
    pattern: /accounts\.google\.com\/o\/oauth2|oauth2\.googleapis\.com|api\.login\.yahoo\.com|accounts\.zoho\.\w+/i,
    when: isNotMicrosoft,
  },
  // A wrong password in words that Exchange Online does not use: it says "Authentication unsuccessful" (MICROSOFT 365 §1).
  {
    cause: 'other-provider',
    weight: 'symptom',
    pattern:
      /\b53[45]\b[^.\n]{0,20}?(?:[45]\.\d\.\d+ )?(?:Error: |SMTP )?(?:(?:incorrect |invalid |bad )?(?:user ?name|username|login|credentials?|password)\b|authentication (?:fail|credentials|error|rejected|required|aborted)|authorization failed|auth (?:failed|fail|error)|login (?:fail|denied|incorrect))/i,
    when: ({ provider, refusal }) => provider !== 'microsoft' && refusal !== null && refusal.enhanced !== '5.7.3',
  },
  // A refusal in words that no rule knows for Microsoft's: somebody else's server.
  {
    cause: 'other-provider',
    weight: 'vague',
    pattern: refusing,
    when: ({ provider, refusal }) =>
      provider === 'unknown' && refusal !== null && saysSomething(refusal) && !isOfProtocol(refusal),
  },
  {
    cause: 'other-provider',
    weight: 'symptom',
    pattern: /\b5[0-5]\d-Requested action not taken|\b421 Too many|\b550 5\.7\.1 Unauthenticated/i,
    when: isNotMicrosoft,
  },
  {
    cause: 'other-provider',
    weight: 'symptom',
    pattern: /451 4\.7\.1 (?:Try again|Greylist)|greylist/i,
    when: isNotMicrosoft,
  },
];

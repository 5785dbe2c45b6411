/** `postern issuer add` */
import type { TrustedIssuer } from '../../directory/trusted-issuer.ts';
import { defaultRequiredScope, defaultUserClaim } from '../../directory/trusted-issuer.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';

export const issuerAdd: CommandDefinition = {
  path: 'issuer add',
  summary: 'Trust an issuer: its tokens sign in to the mailboxes of a tenant',
  arguments: [['<issuer>', 'the claim iss of its tokens, exactly']],
  options: [
    { flags: '--tenant <domain>', meaning: 'the tenant, by its domain', required: true },
    { flags: '--audience <value>', meaning: 'the claim aud of its tokens', required: true },
    { flags: '--jwks-uri <url>', meaning: 'where its keys are: https:, or http: on this machine', required: true },
    {
      flags: '--user-claim <name>',
      meaning: 'the claim that holds the user principal name',
      default: defaultUserClaim,
    },
    { flags: '--scope <name>', meaning: 'the scope or role that a token needs', default: defaultRequiredScope },
  ],
  examples: [
    'postern issuer add https://id.example --tenant fabrikam.example --audience mail --jwks-uri https://id.example/keys --user-claim email',
  ],
  async run(input) {
    const body = {
      issuer: argument(input, 0),
      audience: text(input, 'audience') ?? '',
      jwksUri: text(input, 'jwksUri') ?? '',
      userClaim: text(input, 'userClaim') ?? defaultUserClaim,
      requiredScope: text(input, 'scope') ?? defaultRequiredScope,
    };
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/trusted-issuers`;
    const data = await input.door.call<{ issuer: TrustedIssuer }>('POST', path, body);
    return { data, text: `${data.issuer.issuer} is trusted; its id is ${data.issuer.id}` };
  },
};

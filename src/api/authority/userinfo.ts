/** `/oidc/userinfo`: who the bearer of a token for Graph is (OpenID Connect Core §5.3). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { resourceOfAudience } from '../../directory/permission.ts';
import { accountOf, judgeAccount } from './account.ts';
import type { AuthorityParts } from './authority-parts.ts';

type UserinfoParts = Pick<AuthorityParts, 'verify' | 'directory'>;

export async function answerUserinfo(request: FastifyRequest, reply: FastifyReply, parts: UserinfoParts) {
  const [, text = ''] = /^Bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const verdict = await parts.verify(text);
  if (verdict.kind === 'right' && resourceOfAudience(verdict.token.audience) === 'graph') {
    const { subject, tenantId, issuedAt } = verdict.token;
    const account = subject.kind === 'user' ? await judgeAccount(subject.id, tenantId, issuedAt, parts) : null;
    if (account?.kind === 'account') {
      const { sub, name, email, preferred_username } = await accountOf(account.user).claims('userinfo', '', {}, []);
      return reply.send({ sub, name, email, preferred_username });
    }
  }
  // RFC 6750 §3.1
  const error = text === '' ? '' : ' error="invalid_token"';
  return reply
    .code(401)
    .header('www-authenticate', `Bearer${error}`)
    .send({
      error: {
        code: 'InvalidAuthenticationToken',
        message: 'A good access token of a user, for Microsoft Graph, is needed.',
      },
    });
}

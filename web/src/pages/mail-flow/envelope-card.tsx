/** The envelope of a message: what the client said before the content, and who it was. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useSession } from '../../session/me.ts';
import type { Message } from './message.ts';

export function EnvelopeCard({ message }: { readonly message: Message }): ReactElement {
  const { t } = useTranslation('mail-flow');
  const { may } = useSession();
  const { envelope, origin, userId, bounceOf } = message;
  const { reversePath, ret, envelopeId } = envelope;
  return (
    <Card title={t('envelope')}>
      <Facts
        facts={[
          [t('fact.sender'), reversePath === '' ? t('nobody') : reversePath],
          [
            t('fact.mailbox'),
            userId === null || !may('user') ? null : (
              <TextLink to={`/users/${encodeURIComponent(userId)}`}>{t('fact.mailbox.show')}</TextLink>
            ),
          ],
          [t('fact.door'), origin === null ? t('door.smtp') : t(`door.${origin.door}`)],
          [t('fact.caller'), origin?.caller.name ?? null],
          [t('fact.address'), origin?.address ?? null],
          [
            t('fact.bounce-of'),
            bounceOf === null ? null : (
              <TextLink to={`/mail-flow/trace/${encodeURIComponent(bounceOf)}`}>{bounceOf}</TextLink>
            ),
          ],
          [t('fact.message-id'), message.messageIdField],
          [t('fact.id'), message.id],
          [t('fact.body'), envelope.body],
          [t('fact.utf8'), envelope.smtpUtf8 ? t('yes') : null],
          [t('fact.require-tls'), envelope.requireTls ? t('yes') : null],
          [t('fact.ret'), ret],
          [t('fact.envelope-id'), envelopeId],
        ]}
      />
    </Card>
  );
}

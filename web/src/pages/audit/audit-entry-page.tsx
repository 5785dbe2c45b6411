/** One change: before and after side by side, who made it, and the way back. */
import { MessageBar, MessageBarBody, Skeleton, SkeletonItem } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useAsk } from '../../api/use-ask.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import { type AuditEntry, isEnding, isUndoable, pathOf } from './audit-entry.ts';
import { BeforeAndAfter } from './before-and-after.tsx';
import { UndoButton } from './undo-button.tsx';
import { useAuditWords } from './use-audit-words.ts';

export default function AuditEntryPage(): ReactElement {
  const { id = '' } = useParams();
  const { t } = useTranslation('audit');
  const { data, error, refetch } = useAsk('GET /audit/{id}', { params: { id } });
  if (data !== undefined) return <EntryView key={id} entry={data.entry} />;
  return (
    <Page title={t('entry.title')}>
      {error === null ? (
        <Skeleton aria-label={t('entry.title')}>
          <SkeletonItem size={96} />
        </Skeleton>
      ) : (
        <FaultNotice fault={error} again={refetch} />
      )}
    </Page>
  );
}

function EntryView({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { t } = useTranslation('audit');
  const words = useAuditWords();
  const formats = useFormats();
  const { at, actor, target, changes } = entry;
  // What exactly an undo needs, the service knows; whoever may change nothing at all is not asked.
  const mayChange = Object.values(useSession().me.access).includes('write');
  return (
    <Page
      title={`${words.action(entry)}: ${target.name}`}
      lead={`${actor.name} · ${formats.exactly(at)} · ${formats.ago(at)}`}
      actions={mayChange && isUndoable(entry) && <UndoButton entry={entry} />}
    >
      <Standing entry={entry} />
      {changes.length > 0 && (
        <Card title={t('changes')}>
          <BeforeAndAfter changes={changes} />
        </Card>
      )}
      <Card title={t('entry.facts')}>
        <Facts
          facts={[
            [t('fact.actor'), actor.name],
            [t('fact.kind'), t(`actor.${actor.kind}`)],
            [t('fact.role'), entry.role === null ? null : t(`common:role.${entry.role}`, { defaultValue: entry.role })],
            [t('fact.target'), target.name],
            [t('fact.door'), t(`door.${entry.door}`, { defaultValue: entry.door })],
            [t('fact.address'), entry.address],
            [t('fact.at'), formats.exactly(at)],
            [t('fact.until'), entry.until === null ? null : formats.exactly(entry.until)],
            [
              t('fact.correlation'),
              entry.correlationId === '' ? null : (
                <TextLink to={`/audit?correlationId=${encodeURIComponent(entry.correlationId)}`}>
                  {entry.correlationId}
                </TextLink>
              ),
            ],
          ]}
        />
      </Card>
    </Page>
  );
}

/** Whether it still holds, and for how long. */
function Standing({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { t } = useTranslation('audit');
  const formats = useFormats();
  const { undoneBy, undoOf, until } = entry;
  return (
    <>
      {undoneBy !== null && (
        <MessageBar intent="info">
          <MessageBarBody>
            {t('standing.undone')} <TextLink to={pathOf({ id: undoneBy })}>{t('standing.show')}</TextLink>
          </MessageBarBody>
        </MessageBar>
      )}
      {undoOf !== null && (
        <MessageBar intent="info">
          <MessageBarBody>
            {t('standing.undoes')} <TextLink to={pathOf({ id: undoOf })}>{t('standing.show')}</TextLink>
          </MessageBarBody>
        </MessageBar>
      )}
      {until !== null && isEnding(entry, Date.now()) && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {t('standing.ending', { at: formats.moment(until), ago: formats.ago(until) })}
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}

/** What a list of messages shows of each. */
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/record-list.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { type Message, stateOf } from './message.ts';
import { StateBadge } from './state-badge.tsx';

export function useMessageColumns(): Column<Message>[] {
  const { t } = useTranslation('mail-flow');
  const formats = useFormats();
  return [
    {
      name: 'subject',
      header: t('column.subject'),
      width: '3fr',
      cell: ({ subject }) => (subject === '' ? t('no-subject') : subject),
    },
    {
      name: 'state',
      header: t('column.state'),
      width: '132px',
      cell: (message) => <StateBadge state={stateOf(message)} />,
    },
    {
      name: 'sender',
      header: t('column.sender'),
      width: '2fr',
      isWide: true,
      cell: ({ envelope }) => (envelope.reversePath === '' ? t('nobody') : envelope.reversePath),
    },
    { name: 'recipients', header: t('column.recipients'), width: '2fr', isWide: true, cell: recipientsOf },
    {
      name: 'size',
      header: t('column.size'),
      width: '88px',
      isWide: true,
      cell: ({ sizeBytes }) => formats.bytes(sizeBytes),
    },
    {
      name: 'at',
      header: t('column.at'),
      width: '176px',
      isWide: true,
      cell: ({ acceptedAt }) => formats.exactly(acceptedAt),
    },
  ];
}

function recipientsOf({ recipients: [first, ...others] }: Message): string {
  if (first === undefined) return '';
  return others.length === 0 ? first.address : `${first.address} +${others.length}`;
}

export function pathOf({ id }: Message): string {
  return `/mail-flow/trace/${encodeURIComponent(id)}`;
}

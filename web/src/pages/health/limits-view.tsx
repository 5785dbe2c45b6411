/** Every limit in force: its value, where that comes from, what it bounds, and how much of it is used now. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk } from '../../api/use-ask.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { useFormats } from '../../i18n/formats.ts';

type Limit = AnswerOf<'GET /limits'>['limits'][number];

export function LimitsView(): ReactElement {
  const { t } = useTranslation('health');
  const formats = useFormats();
  const { data, error, isFetching, refetch } = useAsk('GET /limits');
  const columns: Column<Limit>[] = [
    { name: 'name', header: t('column.name'), width: '2fr', cell: ({ name }) => name },
    { name: 'value', header: t('column.value'), width: '1fr', cell: ({ value }) => formats.number(value) },
    {
      name: 'used',
      header: t('column.used'),
      width: '1fr',
      isWide: true,
      cell: ({ used }) => (used === null ? '–' : formats.number(used)),
    },
    {
      name: 'source',
      header: t('column.source'),
      width: '1fr',
      isWide: true,
      cell: ({ source }) => t(`source.${source}`),
    },
    {
      name: 'bounds',
      header: t('column.bounds'),
      width: '4fr',
      isWide: true,
      cell: ({ bounds }) => <span title={bounds}>{bounds}</span>,
    },
  ];
  return (
    <>
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      <RecordList
        label={t('part.limits')}
        columns={columns}
        rows={data?.limits ?? []}
        keyOf={({ name }) => name}
        nameOf={({ name }) => name}
        isLoading={isFetching}
        hasMore={false}
        more={refetch}
        empty={null}
      />
    </>
  );
}

/** The configuration in force, and where each value comes from. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk } from '../../api/use-ask.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';

type Option = AnswerOf<'GET /configuration'>['options'][number];

export function ConfigurationView(): ReactElement {
  const { t } = useTranslation('health');
  const { data, error, isFetching, refetch } = useAsk('GET /configuration');
  const columns: Column<Option>[] = [
    { name: 'name', header: t('column.name'), width: '2fr', cell: ({ name }) => name },
    {
      name: 'value',
      header: t('column.value'),
      width: '3fr',
      cell: ({ value }) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return <span title={text}>{text === '' ? '–' : text}</span>;
      },
    },
    {
      name: 'source',
      header: t('column.source'),
      width: '1fr',
      isWide: true,
      cell: ({ source }) => t(`source.${source}`),
    },
  ];
  return (
    <>
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      <RecordList
        label={t('part.configuration')}
        columns={columns}
        rows={data?.options ?? []}
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

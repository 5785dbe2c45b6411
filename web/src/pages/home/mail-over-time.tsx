/** Mail over the last day or month: a picture, and the same as a table. */
import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bars } from '../../components/bars.tsx';
import { useFormats } from '../../i18n/formats.ts';
import type { Overview } from './sending-now.tsx';

type Mail = NonNullable<Overview['mail']>;
const spans = ['hours', 'days'] as const;
type Span = (typeof spans)[number];

const useStyles = makeStyles({
  table: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

export function MailOverTime({ mail }: { readonly mail: Mail }): ReactElement {
  const { t } = useTranslation('home');
  const styles = useStyles();
  const { point, number } = useFormats();
  const [span, setSpan] = useState<Span>('hours');
  const series = [
    { name: t('mail.delivered'), colour: tokens.colorBrandBackground },
    { name: t('mail.failed'), colour: tokens.colorStatusDangerBackground3 },
  ];
  const bars = mail[span].map(({ at, delivered, failed }) => ({
    key: at,
    label: point(at, span),
    values: [delivered, failed],
  }));
  return (
    <>
      <TabList size="small" selectedValue={span} onTabSelect={(_event, { value }) => setSpan(value as Span)}>
        {spans.map((each) => (
          <Tab key={each} value={each}>
            {t(`span.${each}`)}
          </Tab>
        ))}
      </TabList>
      <Bars series={series} bars={bars} format={number} />
      <table className={styles.table}>
        <caption>{t('mail.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('mail.time')}</th>
            <th scope="col">{t('mail.accepted')}</th>
            <th scope="col">{t('mail.delivered')}</th>
            <th scope="col">{t('mail.failed')}</th>
          </tr>
        </thead>
        <tbody>
          {mail[span].map(({ at, accepted, delivered, failed }) => (
            <tr key={at}>
              <th scope="row">{point(at, span)}</th>
              <td>{number(accepted)}</td>
              <td>{number(delivered)}</td>
              <td>{number(failed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What a message says, to who may read it: asked for by a button, because who reads one stands in the audit log. */
import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  Tab,
  TabList,
  Text,
  tokens,
} from '@fluentui/react-components';
import { AttachRegular, EyeRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, ask } from '../../api/ask.ts';
import type { AnswerOf } from '../../api/routes.ts';
import { Card } from '../../components/card.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useFormats } from '../../i18n/formats.ts';

type Content = AnswerOf<'GET /messages/{id}/content'>;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  box: {
    maxHeight: '480px',
    overflow: 'auto',
    margin: 0,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  text: { fontFamily: tokens.fontFamilyBase, fontSize: tokens.fontSizeBase300 },
  // Mail is made for a white page, whatever the colours around it are.
  frame: {
    width: '100%',
    height: '480px',
    boxSizing: 'border-box',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: '#ffffff',
    colorScheme: 'light',
  },
  files: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  file: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    maxWidth: '100%',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: 'anywhere',
  },
  name: { fontWeight: tokens.fontWeightSemibold },
});

export function ContentCard({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation('mail-flow');
  const styles = useStyles();
  // It is read once: what changes elsewhere must not have it read, and noted, again and again.
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => ask('GET /messages/{id}/content', { params: { id } }),
  });
  return (
    <Card title={t('content')}>
      {data === undefined && <Text className={styles.quiet}>{t('content.noted')}</Text>}
      {data === undefined && (
        <div>
          <Button icon={<EyeRegular />} disabled={isPending} onClick={() => mutate()}>
            {t('content.show')}
          </Button>
        </div>
      )}
      {isPending && <ProgressBar aria-label={t('working')} />}
      {error !== null && <FaultNotice fault={error} again={() => mutate()} />}
      {data !== undefined && <ContentView id={id} content={data} />}
    </Card>
  );
}

function ContentView({ id, content }: { readonly id: string; readonly content: Content }): ReactElement {
  const { t } = useTranslation('mail-flow');
  const styles = useStyles();
  const [shown, show] = useState<'text' | 'html' | 'headers'>('text');
  const { headers, text, hasHtml, attachments, isCut } = content;
  return (
    <>
      {isCut && (
        <MessageBar intent="warning">
          <MessageBarBody>{t('content.cut')}</MessageBarBody>
        </MessageBar>
      )}
      <TabList
        selectedValue={shown}
        onTabSelect={(_event, { value }) => show(value as 'text' | 'html' | 'headers')}
        aria-label={t('content')}
      >
        <Tab value="text">{t('content.text')}</Tab>
        {hasHtml && <Tab value="html">{t('content.html')}</Tab>}
        <Tab value="headers">{t('content.headers')}</Tab>
      </TabList>
      {shown === 'text' && (
        <pre tabIndex={0} className={`${styles.box} ${styles.text}`} aria-label={t('content.text')}>
          {text === '' ? t('content.empty') : text}
        </pre>
      )}
      {shown === 'html' && <HtmlFrame id={id} />}
      {shown === 'headers' && (
        <pre tabIndex={0} className={styles.box} aria-label={t('content.headers')}>
          {headers.map(({ name, value }, at) => (
            // Headers of one name may stand there more than once.
            <span key={`${at} ${name}`}>
              <span className={styles.name}>{name}</span>
              {`: ${value}\n`}
            </span>
          ))}
        </pre>
      )}
      {attachments.length > 0 && <Attachments attachments={attachments} />}
    </>
  );
}

/** A page of its own, in which no script runs and nothing from elsewhere is loaded: its address answers with that policy as well. */
function HtmlFrame({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation('mail-flow');
  const styles = useStyles();
  return (
    <>
      <Text size={200} className={styles.quiet}>
        {t('content.html.safe')}
      </Text>
      <iframe
        className={styles.frame}
        sandbox=""
        referrerPolicy="no-referrer"
        title={t('content.html')}
        src={addressOf('/messages/{id}/html', { id })}
      />
    </>
  );
}

function Attachments({ attachments }: Pick<Content, 'attachments'>): ReactElement {
  const { t } = useTranslation('mail-flow');
  const formats = useFormats();
  const styles = useStyles();
  return (
    <div>
      <Text weight="semibold">{t('content.attachments', { count: attachments.length })}</Text>
      <ul className={styles.files}>
        {attachments.map(({ name, contentType, sizeBytes }, at) => (
          <li key={`${at} ${name}`} className={styles.file}>
            <AttachRegular aria-hidden />
            <span>{name === '' ? t('content.unnamed') : name}</span>
            <Text size={200} className={styles.quiet}>
              {`${contentType} · ${formats.bytes(sizeBytes)}`}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where nothing is, and where something broke. */
import { Button } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../components/page.tsx';

export function NoSuchPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('lost.title')} lead={t('lost.text')}>
      <Link to="/">{t('lost.home')}</Link>
    </Page>
  );
}

export function BrokenPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('broken.title')} lead={t('broken.text')}>
      <div>
        <Button appearance="primary" onClick={() => globalThis.location.reload()}>
          {t('broken.reload')}
        </Button>
      </div>
    </Page>
  );
}

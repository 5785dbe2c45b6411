/** Home: can mail be sent now? */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { useSession } from '../../session/me.ts';

export default function HomePage(): ReactElement {
  const { t } = useTranslation('home');
  const { tenant } = useSession();
  return <Page title={t('title')} lead={tenant.displayName} />;
}

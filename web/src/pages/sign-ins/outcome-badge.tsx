/** How a sign-in ended, in a word, a colour and a form. */
import { Badge } from '@fluentui/react-components';
import { CheckmarkCircleFilled, DismissCircleFilled, ErrorCircleFilled } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignIn } from './sign-in.ts';

const looks = {
  allowed: { color: 'success', icon: <CheckmarkCircleFilled /> },
  refused: { color: 'danger', icon: <DismissCircleFilled /> },
  error: { color: 'warning', icon: <ErrorCircleFilled /> },
} as const;

export function OutcomeBadge({ outcome }: Pick<SignIn, 'outcome'>): ReactElement {
  const { t } = useTranslation('sign-ins');
  return (
    <Badge appearance="tint" {...looks[outcome]}>
      {t(`outcome.${outcome}`)}
    </Badge>
  );
}

/** A secret that the service says this once: to be copied now. */
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  line: { display: 'flex', gap: tokens.spacingHorizontalS },
  secret: { flexGrow: 1, fontFamily: tokens.fontFamilyMonospace },
});

export function ShownOnce({ label, secret }: { readonly label: string; readonly secret: string }): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isCopied, setCopied] = useState(false);
  return (
    <Field label={label} validationState="warning" validationMessage={t('once.warning')}>
      <div className={styles.line}>
        <Input
          className={styles.secret}
          aria-label={label}
          readOnly
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
        />
        {globalThis.isSecureContext && (
          <Button
            icon={isCopied ? <CheckmarkRegular /> : <CopyRegular />}
            onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}
          >
            {t(isCopied ? 'once.copied' : 'once.copy')}
          </Button>
        )}
      </div>
    </Field>
  );
}

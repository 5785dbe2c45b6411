/** The one search box: an id from a device's panel, a whole reply, a name; whatever is typed leads somewhere. */
import { Input, makeStyles } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { placeOf } from './place-of.ts';

const useStyles = makeStyles({
  form: { width: '100%', maxWidth: '480px' },
  input: { width: '100%', minWidth: 0, '& input': { minWidth: 0 } },
});

export function SearchBox(): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  const go = useNavigate();
  const [text, setText] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const place = placeOf(text);
    if (place === null) return;
    setText('');
    // A text that is explained does not belong into an address.
    void go(place.path, { state: place.state });
  };
  return (
    <form role="search" className={styles.form} onSubmit={submit}>
      <Input
        className={styles.input}
        type="search"
        appearance="filled-darker"
        aria-label={t('search')}
        placeholder={t('search.hint')}
        contentBefore={<SearchRegular />}
        value={text}
        maxLength={10_000}
        onChange={(_event, { value }) => setText(value)}
      />
    </form>
  );
}

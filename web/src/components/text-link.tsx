/** A link to another page of the centre, within words. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';

const useStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'underline',
    ':hover': { color: tokens.colorBrandForegroundLinkHover },
  },
});

export function TextLink({ to, children }: { readonly to: string; readonly children: ReactNode }): ReactElement {
  return (
    <Link className={useStyles().link} to={to}>
      {children}
    </Link>
  );
}

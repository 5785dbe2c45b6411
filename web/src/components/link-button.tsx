/** A link that looks like a button: it leads to another page of the centre. */
import { Button, type ButtonProps } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

export interface LinkButtonProps {
  readonly to: string;
  /** What that page is handed besides its address. */
  readonly state?: unknown;
  readonly appearance?: NonNullable<ButtonProps['appearance']>;
  readonly icon?: ReactElement;
  readonly children: string;
}

export function LinkButton({ to, state, appearance = 'secondary', icon, children }: LinkButtonProps): ReactElement {
  const href = useHref(to);
  const go = useLinkClickHandler(to, { state });
  return (
    <Button as="a" href={href} appearance={appearance} onClick={go} {...(icon === undefined ? {} : { icon })}>
      {children}
    </Button>
  );
}

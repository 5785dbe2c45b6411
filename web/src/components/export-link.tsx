/** All that a log is narrowed to, as a file of JSON lines. */
import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { addressOf, queryOf } from '../api/ask.ts';

export interface ExportLinkProps {
  /** Of the admin API. */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  /** What the file is called. */
  readonly file: string;
  readonly text: string;
}

export function ExportLink({ path, query, file, text }: ExportLinkProps): ReactElement {
  return (
    <Button
      as="a"
      href={`${addressOf(path)}${queryOf(query)}`}
      download={file}
      appearance="subtle"
      icon={<ArrowDownloadRegular />}
    >
      {text}
    </Button>
  );
}

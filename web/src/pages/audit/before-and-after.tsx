/** What each changed thing was before and is after, side by side; on a narrow screen one below the other. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { narrow } from '../../widths.ts';
import type { AuditEntry } from './audit-entry.ts';
import { useAuditWords } from './use-audit-words.ts';

const useStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    tableLayout: 'fixed',
    [narrow]: { display: 'block', '& tbody, & tr, & th, & td': { display: 'block' }, '& thead': { display: 'none' } },
  },
  head: { textAlign: 'start', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    verticalAlign: 'top',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
    [narrow]: { borderBottomStyle: 'none', paddingBottom: 0 },
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  value: {
    display: 'inline-block',
    maxWidth: '100%',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    whiteSpace: 'pre-wrap',
    maxHeight: '320px',
    overflowY: 'auto',
  },
  before: { backgroundColor: tokens.colorPaletteRedBackground1, color: tokens.colorPaletteRedForeground1 },
  after: { backgroundColor: tokens.colorPaletteGreenBackground1, color: tokens.colorPaletteGreenForeground1 },
  sign: { fontWeight: tokens.fontWeightSemibold },
});

export function BeforeAndAfter({ changes }: { readonly changes: AuditEntry['changes'] }): ReactElement {
  const { t } = useTranslation('audit');
  const words = useAuditWords();
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {['column.what', 'before', 'after'].map((key) => (
            <th key={key} scope="col" className={styles.head}>
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.of} ${change.name}`}>
            <th scope="row" className={mergeClasses(styles.cell, styles.name)}>
              {words.name(change)}
            </th>
            <td className={styles.cell}>
              <span
                className={mergeClasses(styles.value, styles.before)}
              >{`− ${words.value(change, change.before)}`}</span>
            </td>
            <td className={styles.cell}>
              <span
                className={mergeClasses(styles.value, styles.after)}
              >{`+ ${words.value(change, change.after)}`}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

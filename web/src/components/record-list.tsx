/** A list of any length: only the rows in sight are there, and the next page comes before its end is reached. */
import {
  Checkbox,
  makeStyles,
  mergeClasses,
  ProgressBar,
  tokens,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { narrow, useIsNarrow } from '../widths.ts';

export interface Column<Row> {
  readonly name: string;
  readonly header: string;
  /** Of the grid: `2fr`, `120px`. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  /** Where there is little room it is left out. */
  readonly isWide?: true;
}

export interface RecordListProps<Row> {
  /** What is listed, for those who do not see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** How a row is called. */
  readonly nameOf: (row: Row) => string;
  /** Where a row leads; the first column is the link. */
  readonly linkOf?: (row: Row) => string;
  /** How many there are in all, where that is known. */
  readonly total?: number | undefined;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly more: () => unknown;
  /** What stands there when nothing does. */
  readonly empty: ReactNode;
  readonly selection?: {
    readonly selected: ReadonlySet<string>;
    readonly change: (selected: ReadonlySet<string>) => void;
  };
}

const rowHeight = 48;
/** So many rows before the end the next page is asked for. */
const early = 20;

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: '320px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    overflow: 'hidden',
  },
  progress: { height: '2px' },
  scroller: { flexGrow: 1, height: 0, overflow: 'auto', outlineOffset: '-2px' },
  row: {
    display: 'grid',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL}`,
    boxSizing: 'border-box',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    [narrow]: { padding: `0 ${tokens.spacingHorizontalM}` },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  body: { position: 'relative' },
  placed: {
    position: 'absolute',
    left: 0,
    right: 0,
    height: `${rowHeight}px`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  link: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  foot: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
});

export function RecordList<Row>(props: RecordListProps<Row>): ReactElement {
  const { rows, total, isLoading, empty } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.box}>
      <div className={styles.progress}>{isLoading && <ProgressBar aria-label={t('wait')} />}</div>
      {rows.length > 0 && <RecordTable {...props} />}
      {rows.length === 0 && !isLoading && empty}
      {rows.length > 0 && (
        <div className={styles.foot}>
          {total === undefined ? t('list.shown', { count: rows.length }) : t('list.total', { count: total })}
        </div>
      )}
    </div>
  );
}

function RecordTable<Row>(props: RecordListProps<Row>): ReactElement {
  const { label, rows, total, isLoading, hasMore, more, selection, keyOf } = props;
  const styles = useStyles();
  const isNarrow = useIsNarrow();
  const columns = props.columns.filter(({ isWide }) => isWide !== true || !isNarrow);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoading && last >= rows.length - early) more();
  }, [hasMore, isLoading, last, rows.length, more]);
  const widths = columns.map(({ width }) => `minmax(0, ${width})`);
  const template = [...(selection === undefined ? [] : ['32px']), ...widths].join(' ');
  // -1: nobody knows how many there are (WAI-ARIA 1.2, aria-rowcount).
  const rowCount = total === undefined && hasMore ? -1 : (total ?? rows.length) + 1;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="table"
      aria-label={label}
      aria-rowcount={rowCount}
      tabIndex={0}
    >
      <Head {...props} columns={columns} template={template} />
      <div role="rowgroup" className={styles.body} style={{ height: `${virtual.getTotalSize()}px` }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          const place = { columns, index, start, template };
          return row === undefined ? null : <RecordRow key={keyOf(row)} {...props} {...place} row={row} />;
        })}
      </div>
    </div>
  );
}

function Head<Row>({ template, ...props }: RecordListProps<Row> & { readonly template: string }): ReactElement {
  const styles = useStyles();
  const { columns, selection } = props;
  return (
    <div role="rowgroup" className={styles.head}>
      <div
        role="row"
        aria-rowindex={1}
        className={styles.row}
        style={{ gridTemplateColumns: template, minHeight: '40px' }}
      >
        {selection !== undefined && <SelectAll {...props} selection={selection} />}
        {columns.map(({ name, header }) => (
          <div key={name} role="columnheader" className={styles.cell}>
            {header}
          </div>
        ))}
      </div>
    </div>
  );
}

interface RecordRowProps<Row> extends RecordListProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly start: number;
  readonly template: string;
}

function RecordRow<Row>({
  row,
  index,
  start,
  template,
  columns,
  keyOf,
  nameOf,
  linkOf,
  selection,
}: RecordRowProps<Row>): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  // A panel that the row opens gives the focus back to it.
  const opener = useRestoreFocusTarget();
  const key = keyOf(row);
  const isChosen = selection?.selected.has(key) ?? false;
  const toggle = (): void => {
    const selected = new Set(selection?.selected);
    if (!selected.delete(key)) selected.add(key);
    selection?.change(selected);
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={mergeClasses(styles.row, styles.placed, isChosen && styles.chosen)}
      style={{ gridTemplateColumns: template, top: `${start}px` }}
    >
      {selection !== undefined && (
        <div role="cell">
          <Checkbox aria-label={t('list.select', { name: nameOf(row) })} checked={isChosen} onChange={toggle} />
        </div>
      )}
      {columns.map(({ name, cell }, at) => (
        <div key={name} role={at === 0 ? 'rowheader' : 'cell'} className={styles.cell}>
          {at === 0 && linkOf !== undefined ? (
            <Link {...opener} className={styles.link} to={linkOf(row)}>
              {cell(row)}
            </Link>
          ) : (
            cell(row)
          )}
        </div>
      ))}
    </div>
  );
}

function SelectAll<Row>({
  rows,
  keyOf,
  selection,
}: RecordListProps<Row> & { readonly selection: NonNullable<RecordListProps<Row>['selection']> }): ReactElement {
  const { t } = useTranslation();
  const isAll = rows.length > 0 && rows.every((row) => selection.selected.has(keyOf(row)));
  const checked = isAll || (selection.selected.size > 0 && 'mixed');
  return (
    <div role="columnheader">
      <Checkbox
        aria-label={t('list.select-all', { count: rows.length })}
        checked={checked}
        onChange={() => selection.change(new Set(isAll ? [] : rows.map(keyOf)))}
      />
    </div>
  );
}

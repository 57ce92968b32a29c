import type { AnswerRow, AnswerTable } from '../../app/ask/answer.ts'
import { IconButton } from '../components/button.tsx'
import { Change } from '../components/change.tsx'
import { type DataColumn, DataTable } from '../components/data-table.tsx'
import { explainIcon } from '../icons/icons.ts'
import { MarkedValue } from './marked-value.tsx'
import { memberText } from './member-text.ts'

/** More rows than these are looked at in a workbook. */
const MOST_SHOWN = 200

/**
 * The rows of an answer with how far to trust each value. Props: `table`, `stale`, `onExplain(row, metric key)`.
 * An answer without slices is shown metric by metric.
 */
export function AnswerTableView({
  table,
  stale,
  onExplain,
}: {
  readonly table: AnswerTable
  readonly stale: boolean
  readonly onExplain: (rowKey: string, metric: string) => void
}) {
  const metrics = table.columns.filter(({ kind }) => kind === 'METRIC')
  const dimensions = table.columns.filter(({ kind }) => kind === 'DIMENSION')
  const compared = table.columns.some(({ kind }) => kind === 'CHANGE')
  const betterOf = (key: string) => table.totals.values.find(({ metric }) => metric.key === key)?.metric.direction
  if (dimensions.length === 0) {
    const row = table.rows[0]
    if (!row) return null
    return (
      <DataTable
        label="Answer"
        rows={metrics.map((metric, at) => ({ metric, value: row.values[at] }))}
        keyOf={({ metric }) => metric.key}
        stale={stale}
        columns={[
          { key: 'metric', heading: 'Number', cell: ({ metric }) => metric.label },
          {
            key: 'value',
            heading: 'Value',
            kind: 'number',
            cell: ({ value }) => value && <MarkedValue value={value} />,
          },
          ...(compared
            ? [
                {
                  key: 'change',
                  heading: 'Change',
                  kind: 'number' as const,
                  cell: ({
                    metric,
                    value,
                  }: {
                    metric: (typeof metrics)[number]
                    value: (typeof row.values)[number] | undefined
                  }) => value && <Change value={value} better={betterOf(metric.key) ?? 'NONE'} />,
                },
              ]
            : []),
          {
            key: 'explain',
            heading: 'Why',
            cell: ({ metric }) => (
              <IconButton
                size="small"
                label={`Explain ${metric.label}`}
                icon={explainIcon}
                onClick={() => onExplain(row.key, metric.key)}
              />
            ),
          },
        ]}
      />
    )
  }
  const columns: DataColumn<AnswerRow>[] = [
    ...dimensions.map(
      (column, at): DataColumn<AnswerRow> => ({
        key: column.key,
        heading: column.label,
        cell: row => memberText(row.dimensions[at]),
      }),
    ),
    ...metrics.flatMap((metric, at): DataColumn<AnswerRow>[] => [
      {
        key: metric.key,
        heading: metric.label,
        kind: 'number',
        cell: row => row.values[at] && <MarkedValue value={row.values[at]} />,
      },
      ...(compared
        ? [
            {
              key: `${metric.key} change`,
              heading: metrics.length > 1 ? `Change of ${metric.label.toLowerCase()}` : 'Change',
              kind: 'number' as const,
              cell: (row: AnswerRow) =>
                row.values[at] && <Change value={row.values[at]} better={betterOf(metric.key) ?? 'NONE'} />,
            },
          ]
        : []),
    ]),
    {
      key: 'explain',
      heading: 'Why',
      cell: row =>
        metrics.map(metric => (
          <IconButton
            key={metric.key}
            size="small"
            label={`Explain ${metric.label} of ${dimensions.map((_, at) => memberText(row.dimensions[at])).join(', ')}`}
            icon={explainIcon}
            onClick={() => onExplain(row.key, metric.key)}
          />
        )),
    },
  ]
  return (
    <DataTable
      label="Answer"
      rows={table.rows.slice(0, MOST_SHOWN)}
      keyOf={row => row.key}
      columns={columns}
      stale={stale}
      maxHeight={460}
      totalCount={table.totalCount}
    />
  )
}

import type { Explanation } from '../../explanations/explanation.ts'
import type { MetricTable } from '../../metrics/metric-table.ts'
import type { Citation } from './answer-record.ts'

/** What an answer rests on: definitions with their versions, uploads, rows and days. */
export function tableCitations(table: MetricTable): Citation[] {
  const definitions = table.totals.values.map(
    ({ metric }): Citation => ({
      kind: 'DEFINITION',
      text: `${metric.name} (${metric.key}, version ${metric.version}): ${metric.formula}`,
    }),
  )
  const rows = Math.max(0, ...table.totals.values.map(({ rowCount }) => rowCount))
  return [
    ...definitions,
    { kind: 'PERIOD', text: `${table.period.from} to ${table.period.to}` },
    { kind: 'ROWS', text: `${rows} ${rows === 1 ? 'row' : 'rows'}` },
    ...(table.snapshots.length > 0
      ? [
          {
            kind: 'SNAPSHOT' as const,
            text: `${table.snapshots.length === 1 ? 'Snapshot' : 'Snapshots'} ${table.snapshots.join(', ')}`,
          },
        ]
      : []),
  ]
}

export function explanationCitations({ metric, period, baselinePeriod }: Explanation): Citation[] {
  return [
    { kind: 'DEFINITION', text: `${metric.name} (${metric.key}, version ${metric.version}): ${metric.formula}` },
    { kind: 'PERIOD', text: `${period.from} to ${period.to}` },
    ...(baselinePeriod ? [{ kind: 'PERIOD' as const, text: `${baselinePeriod.from} to ${baselinePeriod.to}` }] : []),
  ]
}

import { useState } from 'preact/hooks'
import { type StaffTableQuery, staffTable, utilizationBands } from '../../../api/operations/staff.gen.ts'
import { BarChart } from '../../charts/bar-chart.tsx'
import { Amount } from '../../components/amount.tsx'
import { Card } from '../../components/card.tsx'
import { Change } from '../../components/change.tsx'
import { ConfidenceMark } from '../../components/confidence-mark.tsx'
import { type DataOrder, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Pager } from '../../components/pager.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { memberName } from '../../data/member-name.ts'
import { compactText, wholeText } from '../../data/number-text.ts'
import { type PeriodCode, periodInput } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { setQuery } from '../../router/router.ts'
import { Load } from './load.tsx'

type Row = StaffTableQuery['metrics']['rows'][number]
const PAGE = 50
const CHARTED = 20

const value = (row: Row, key: string) => row.values.find(each => each.metric.key === key)

/** Hours against capacity of each person or team, the fullest first. Props: `period`, `metrics`, `by`, `names` (may be seen). */
export function Workload({
  period,
  metrics,
  by,
  names,
}: {
  readonly period: PeriodCode
  readonly metrics: readonly string[]
  readonly by: 'STAFF' | 'TEAM'
  readonly names: boolean
}) {
  const [order, setOrder] = useState<DataOrder>({ key: 'utilization_pct', direction: 'desc' })
  const [from, setFrom] = useState(0)
  const direction = order.direction === 'asc' ? ('ASC' as const) : ('DESC' as const)
  const bands = useQuery(utilizationBands, {})
  const target = bands.data?.metricCatalog[0]?.benchmarks.find(each => each.label === 'Target')
  const query = useQuery(staffTable, {
    query: {
      metrics: [...metrics, 'billable_hours'],
      groupBy: [by],
      period: periodInput(period),
      compareTo: 'PREVIOUS_PERIOD',
      orderBy: [order.key === 'name' ? { dimension: by, direction } : { metric: order.key, direction }],
      first: PAGE,
      offset: from,
    },
  })
  const word = by === 'STAFF' ? 'person' : 'team'
  return (
    <Card
      title="Workload"
      note={
        target && `Target ${target.from ?? 0} to ${target.to ?? 100} % of capacity: ${target.source}, ${target.year}`
      }
      flush
    >
      {names && (
        <Tabs
          label="Workload by"
          tabs={[
            { key: 'STAFF', label: 'By person' },
            { key: 'TEAM', label: 'By team' },
          ]}
          selected={by}
          onSelect={key => {
            setFrom(0)
            setQuery({ by: key })
          }}
        />
      )}
      <QueryView query={query} height={420}>
        {({ metrics: { rows, totalCount } }) => (
          <>
            <div class="card-inset">
              <HoursChart rows={rows.slice(0, CHARTED)} word={word} more={rows.length > CHARTED} />
            </div>
            <DataTable
              label={`Workload by ${word}`}
              rows={rows}
              keyOf={row => row.key}
              order={order}
              onOrder={next => {
                setFrom(0)
                setOrder(next)
              }}
              stale={query.stale}
              maxHeight={640}
              empty={
                <EmptyState title="No hours in this period">Upload time logs and staff to see utilisation.</EmptyState>
              }
              columns={[
                {
                  key: 'name',
                  heading: by === 'STAFF' ? 'Person' : 'Team',
                  sort: 'asc',
                  cell: row => memberName(row.dimensions[0], word),
                },
                {
                  key: 'load',
                  heading: 'Load',
                  cell: row => <Load value={value(row, 'utilization_pct')?.value ?? null} target={target ?? null} />,
                },
                ...metrics.map(key => ({
                  key,
                  heading: headings[key] ?? key,
                  kind: 'number' as const,
                  sort: 'desc' as const,
                  cell: (row: Row) => {
                    const shown = value(row, key)
                    return shown && <Amount value={shown} />
                  },
                })),
                {
                  key: 'change',
                  heading: 'Change',
                  title: 'Of utilisation',
                  kind: 'number',
                  cell: row => {
                    const shown = value(row, 'utilization_pct')
                    return shown && <Change value={shown} />
                  },
                },
                {
                  key: 'confidence',
                  heading: 'Confidence',
                  cell: row => {
                    const shown = value(row, 'utilization_pct')
                    return shown && <ConfidenceMark confidence={shown.confidence} />
                  },
                },
              ]}
            />
            <Pager
              label="Pages of staff"
              from={from}
              count={rows.length}
              total={totalCount}
              onPrevious={from > 0 ? () => setFrom(Math.max(0, from - PAGE)) : null}
              onNext={from + rows.length < totalCount ? () => setFrom(from + PAGE) : null}
            />
          </>
        )}
      </QueryView>
    </Card>
  )
}

function HoursChart({
  rows,
  word,
  more,
}: {
  readonly rows: readonly Row[]
  readonly word: string
  readonly more: boolean
}) {
  const bars = rows.flatMap(row => {
    const hours = value(row, 'hours')
    const billable = value(row, 'billable_hours')?.value ?? null
    if (hours?.value == null) return []
    const rest = billable === null ? hours.value : hours.value - billable
    return [
      {
        key: row.key,
        label: memberName(row.dimensions[0], word),
        values: [billable, rest],
        text: hours.text,
        texts: [billable === null ? '–' : wholeText(billable, 'HOURS', null), wholeText(rest, 'HOURS', null)],
      },
    ]
  })
  if (bars.length === 0) return null
  return (
    <BarChart
      title={`Hours by ${word}`}
      parts={['Billable', 'Not billable']}
      along={word}
      bars={bars}
      format={hours => compactText(hours, 'HOURS', null)}
      note={more ? `The first ${CHARTED}; all are in the table below.` : undefined}
    />
  )
}

const headings: Readonly<Record<string, string>> = {
  utilization_pct: 'Utilisation',
  billable_utilization_pct: 'Billable utilisation',
  billable_ratio_pct: 'Billable ratio',
  hours: 'Hours',
  available_hours: 'Capacity',
}

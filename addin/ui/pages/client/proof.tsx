import type { ClientMonthQuery } from '../../../api/operations/client.gen.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { datasetName } from '../../data/dataset-name.ts'
import { dayText, timeText } from '../../data/period-text.ts'

/** What the numbers above rest on: formulas and versions, rows, coverage, assumptions, uploads. Props: `table` of metrics. */
export function Proof({ table }: { readonly table: ClientMonthQuery['metrics'] }) {
  const { totals, snapshots, period, asOf } = table
  return (
    <Card
      title="What these numbers rest on"
      note={`${dayText(period.from)} to ${dayText(period.to)}, as the data was known on ${timeText(asOf)}`}
      flush
    >
      <DataTable
        label="Proof of each number"
        rows={totals.values}
        keyOf={value => value.metric.key}
        columns={[
          { key: 'metric', heading: 'Number', cell: value => value.metric.name },
          { key: 'exact', heading: 'Exactly', kind: 'number', cell: value => shortened(value.exact) },
          {
            key: 'formula',
            heading: 'Formula',
            cell: value => (
              <>
                <code class="formula">{value.metric.formula}</code>{' '}
                <span class="quiet small">version {value.metric.version}</span>
              </>
            ),
          },
          { key: 'rows', heading: 'Rows', kind: 'number', cell: value => value.rowCount.toLocaleString('en-US') },
          {
            key: 'coverage',
            heading: 'Coverage',
            kind: 'number',
            cell: value => `${Math.round(value.coverage * 100)} %`,
          },
          {
            key: 'assumptions',
            heading: 'Assumed',
            cell: value =>
              value.assumptions.length === 0 ? 'Nothing' : value.assumptions.map(each => each.text).join('; '),
          },
        ]}
      />
      <p class="lines-note">
        Uploads behind them:{' '}
        {snapshots
          .map(each => `${datasetName(each.dataset)} no. ${each.number} of ${dayText(each.createdAt)}`)
          .join(', ') || 'none'}
      </p>
    </Card>
  )
}

/** Long fractions are cut where people stop reading; the API has all of it. */
const shortened = (exact: string | null) =>
  exact === null ? '–' : <span title={exact}>{exact.length > 18 ? `${exact.slice(0, 17)}…` : exact}</span>

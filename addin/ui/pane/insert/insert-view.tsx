import { useEffect, useState } from 'preact/hooks'
import type { Comparison } from '../../../api/operations/metrics.gen.ts'
import { counted } from '../../../app/counted.ts'
import { type MetricInfo, readCatalogue } from '../../../app/metrics/catalogue.ts'
import { insertMetric } from '../../../app/metrics/insert-metric.ts'
import { formProblem, type MetricForm, queryOfForm } from '../../../app/metrics/metric-form.ts'
import { describeQuery } from '../../../app/tables/describe-query.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { PeriodPicker } from '../../components/period-picker.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { RadioGroup } from '../../components/radio-group.tsx'
import { Select } from '../../components/select.tsx'
import { useApp } from '../../data/app-context.ts'
import { periodInput } from '../../data/period-text.ts'
import { tableIcon } from '../../icons/icons.ts'
import { useSeat } from '../pane-seat.ts'
import { Running } from '../running.tsx'
import { useAction } from '../use-action.ts'
import { FilterPicker } from './filter-picker.tsx'
import { GroupingPicker } from './grouping-picker.tsx'
import { MetricPicker } from './metric-picker.tsx'
import { periodCode } from './period-code.ts'
import { TopPicker } from './top-picker.tsx'

const comparisons: readonly { readonly value: Comparison | ''; readonly label: string }[] = [
  { value: '', label: 'Nothing' },
  { value: 'PREVIOUS_PERIOD', label: 'The period before' },
  { value: 'SAME_PERIOD_LAST_YEAR', label: 'The same period last year' },
  { value: 'BUDGET', label: 'The budget' },
  { value: 'PORTFOLIO', label: 'All clients together' },
]

/** Picks metrics, slices, a period and what to compare with, and writes the answer as a table. */
export function InsertView() {
  const { api } = useApp()
  const seat = useSeat()
  const loading = useAction()
  const action = useAction()
  const [catalogue, setCatalogue] = useState<readonly MetricInfo[] | null>(null)
  const [at, setAt] = useState<'selection' | 'sheet'>('selection')
  const [chart, setChart] = useState(true)
  const [done, setDone] = useState<string | null>(null)
  const load = () => void loading.run('Reading the metrics', async work => setCatalogue(await readCatalogue(api, work)))
  useEffect(load, [])

  if (loading.error !== null) return <ProblemBar error={loading.error} onRetry={load} />
  if (catalogue === null) return <Skeleton lines={6} label="Reading the metrics" />
  const form = seat.form.value
  const change = (part: Partial<MetricForm>) => {
    seat.form.value = { ...form, ...part }
    setDone(null)
  }
  const problem = formProblem(form, catalogue)
  const chosen = form.metrics.flatMap(key => catalogue.find(metric => metric.key === key) ?? [])
  const insert = () =>
    void action.run('Asking the server', async work => {
      const table = await insertMetric(api, seat.workbook, form, seat.by(), { ...work, at, chart })
      const more = table.totalCount - table.rowCount
      setDone(
        `${table.name} on ${table.sheet}: ${counted(table.rowCount, 'row')}${more > 0 ? `, ${more} more exist` : ''}.`,
      )
      await seat.lookAtTables()
    })
  return (
    <form
      class="pane-stack"
      onSubmit={event => {
        event.preventDefault()
        if (problem === null) insert()
      }}
    >
      <MetricPicker catalogue={catalogue} chosen={form.metrics} onChange={metrics => change({ metrics })} />
      <GroupingPicker metrics={chosen} chosen={form.groupBy} onChange={groupBy => change({ groupBy })} />
      <div class="field">
        <span class="field-label">Period</span>
        <PeriodPicker
          value={periodCode(form.period)}
          latest={new Date().toISOString().slice(0, 7)}
          onChange={code => change({ period: periodInput(code) })}
        />
      </div>
      <Select
        label="Compare with"
        value={form.compareTo ?? ''}
        options={comparisons}
        onChange={value => change({ compareTo: value === '' ? null : value })}
      />
      <FilterPicker metrics={chosen} filters={form.filters} onChange={filters => change({ filters })} />
      <TopPicker top={form.top} first={chosen[0]?.name ?? 'the first metric'} onChange={top => change({ top })} />
      <RadioGroup
        label="Where to"
        inline
        value={at}
        onChange={setAt}
        options={[
          { value: 'selection', label: 'Selected cell' },
          { value: 'sheet', label: 'New sheet' },
        ]}
      />
      {seat.workbook.host.charts && (
        <Checkbox label="Draw a chart where one fits" checked={chart} onChange={setChart} />
      )}
      <p class="small quiet">
        {problem ?? describeQuery(queryOfForm(form), key => catalogue.find(metric => metric.key === key)?.name ?? key)}
      </p>
      <div class="pane-foot">
        {action.error !== null && <ProblemBar error={action.error} onRetry={insert} />}
        {done && (
          <MessageBar tone="good" title="Inserted.">
            {done}
          </MessageBar>
        )}
        {action.running ? (
          <Running {...action.running} onStop={action.stop} />
        ) : (
          <Button kind="primary" type="submit" icon={tableIcon} disabled={problem !== null}>
            Insert table
          </Button>
        )}
      </div>
    </form>
  )
}

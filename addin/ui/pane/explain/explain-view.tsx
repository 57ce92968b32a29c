import { useEffect, useState } from 'preact/hooks'
import type { ExplainAgainst, ExplainInput } from '../../../api/operations/explain.gen.ts'
import { explainTarget } from '../../../app/explain/explain-target.ts'
import { explanationTable } from '../../../app/explain/explanation-table.ts'
import { againstTexts, type Explanation, readExplanation } from '../../../app/explain/read-explanation.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { Select } from '../../components/select.tsx'
import { toast } from '../../components/toast.tsx'
import { useApp } from '../../data/app-context.ts'
import { explainIcon, tableIcon } from '../../icons/icons.ts'
import { useSeat } from '../pane-seat.ts'
import { useAction } from '../use-action.ts'
import { ExplanationView } from './explanation-view.tsx'

const choices: readonly ExplainAgainst[] = ['PREVIOUS_PERIOD', 'SAME_PERIOD_LAST_YEAR', 'PORTFOLIO', 'BUDGET', 'TARGET']
/** Moving through cells by the arrow keys must not ask for each of them. */
const REST = 300

/** Explains the number of the selected cell, and follows the selection. */
export function ExplainView() {
  const { api } = useApp()
  const seat = useSeat()
  const asking = useAction()
  const writing = useAction()
  const [against, setAgainst] = useState<ExplainAgainst | null>(null)
  const [shown, setShown] = useState<{ input: ExplainInput; explanation: Explanation } | null>(null)
  const tables = seat.tables.value
  const target = explainTarget(seat.selection.value, tables ?? [], seat.by())
  const input = target.kind === 'input' ? { ...target.input, ...(against ? { against } : {}) } : null
  const key = JSON.stringify(input)

  useEffect(() => {
    seat.lookAtTables().catch(() => {
      seat.tables.value = []
    })
  }, [])
  const ask = () => {
    if (input === null) return
    void asking.run('Explaining', async work =>
      setShown({ input, explanation: await readExplanation(api, input, work) }),
    )
  }
  useEffect(() => {
    asking.stop()
    const timer = setTimeout(ask, REST)
    return () => clearTimeout(timer)
  }, [key])

  if (tables === null) return <Skeleton lines={5} />
  if (target.kind === 'none' || input === null)
    return (
      <EmptyState title="Which number?" icon={explainIcon}>
        {target.kind === 'none' ? target.reason : ''}
      </EmptyState>
    )
  const current = shown && JSON.stringify(shown.input) === key ? shown : null
  const insert = () =>
    void writing.run('Writing the table', async work => {
      if (!current) return
      const by = seat.by()
      const model = explanationTable(current.explanation, current.input, by, by.now)
      const written = await seat.workbook.writeTable(model, { kind: 'new', at: 'sheet' }, work)
      await seat.lookAtTables()
      toast(`${written.name} is on ${written.sheet}`)
    })
  return (
    <>
      <Select
        label="Compare with"
        value={input.against}
        options={choices.map(value => ({ value, label: againstTexts[value] }))}
        onChange={setAgainst}
      />
      {asking.error !== null && <ProblemBar error={asking.error} onRetry={ask} />}
      {current ? (
        <ExplanationView explanation={current.explanation} />
      ) : (
        asking.error === null && <Skeleton height={240} />
      )}
      {writing.error !== null && <ProblemBar error={writing.error} onRetry={insert} />}
      {current && (
        <div class="pane-foot">
          <Button icon={tableIcon} busy={writing.running !== null} onClick={insert}>
            Insert as table
          </Button>
        </div>
      )}
    </>
  )
}

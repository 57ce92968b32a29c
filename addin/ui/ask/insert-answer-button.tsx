import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { insertAnswer } from '../../app/ask/insert-answer.ts'
import { counted } from '../../app/counted.ts'
import type { PulledBy } from '../../app/metrics/metric-table-model.ts'
import type { TableModel } from '../../workbook/workbook.ts'
import { Button } from '../components/button.tsx'
import { Menu } from '../components/menu.tsx'
import { MessageBar, ProblemBar } from '../components/message-bar.tsx'
import { tableIcon } from '../icons/icons.ts'
import { useSeat } from '../pane/pane-seat.ts'
import { useAction } from '../pane/use-action.ts'

/** Where a table can go: beside the selection too where a person sees the sheet. */
export interface InsertPlaces {
  readonly selection: boolean
  /** Said after a table was written, e.g. the way to it. */
  readonly afterwards?: ComponentChildren
}

/** Writes what is shown into the workbook. Props: `model(by, chart)` null where there is nothing to write, `places`, `label`. */
export function InsertAnswerButton({
  model,
  places,
  label = 'Insert as table',
}: {
  readonly model: (by: PulledBy, chart: boolean) => TableModel | null
  readonly places: InsertPlaces
  readonly label?: string
}) {
  const seat = useSeat()
  const action = useAction()
  const [asked, setAsked] = useState<'selection' | 'sheet'>('sheet')
  const [done, setDone] = useState<string | null>(null)
  const write = (at: 'selection' | 'sheet') => {
    setAsked(at)
    setDone(null)
    void action.run('Writing the table', async work => {
      const table = model(seat.by(), seat.workbook.host.charts)
      if (!table) return
      const written = await insertAnswer(seat.workbook, table, { at, ...work })
      setDone(`${counted(written.rowCount, 'row')} on ${written.sheet}, ${written.address}.`)
      await seat.lookAtTables()
    })
  }
  const button = { icon: tableIcon, busy: action.running !== null, children: label }
  return (
    <>
      {places.selection ? (
        <Menu
          label="Where to insert it"
          align="start"
          button={button}
          items={[
            { key: 'selection', label: 'At the selected cell', onSelect: () => write('selection') },
            { key: 'sheet', label: 'On a new sheet', onSelect: () => write('sheet') },
          ]}
        />
      ) : (
        <Button {...button} onClick={() => write('sheet')} />
      )}
      {action.error !== null && (
        <div class="ask-told">
          <ProblemBar error={action.error} onRetry={() => write(asked)} />
        </div>
      )}
      {done !== null && (
        <div class="ask-told">
          <MessageBar tone="good" title="Inserted.">
            {done} A refresh asks for the same query about the same days. {places.afterwards}
          </MessageBar>
        </div>
      )}
    </>
  )
}

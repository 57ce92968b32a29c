import { useState } from 'preact/hooks'
import { forgetTable } from '../../../app/tables/forget-table.ts'
import { freezeTable, unfreezeTable } from '../../../app/tables/freeze-table.ts'
import { type Verification, verifyTable } from '../../../app/tables/verify-table.ts'
import type { PulledTable } from '../../../workbook/workbook.ts'
import { Badge, type Tone } from '../../components/badge.tsx'
import { Menu } from '../../components/menu.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { toast } from '../../components/toast.tsx'
import { useApp } from '../../data/app-context.ts'
import { timeText } from '../../data/period-text.ts'
import { moreIcon } from '../../icons/icons.ts'
import { useSeat } from '../pane-seat.ts'
import { Running } from '../running.tsx'
import { useAction } from '../use-action.ts'
import { TableProvenance } from './table-provenance.tsx'
import { VerificationResult } from './verification-result.tsx'

const states: Readonly<Record<PulledTable['state'], { readonly label: string; readonly tone: Tone }>> = {
  intact: { label: 'As written', tone: 'good' },
  edited: { label: 'Changed by hand', tone: 'warn' },
  copied: { label: 'Copy', tone: 'neutral' },
  damaged: { label: 'Not as written', tone: 'bad' },
  gone: { label: 'Deleted', tone: 'bad' },
}

/** A pulled table: where it is, how it stands, and what can be done with it alone. */
export function TableItem({ table }: { readonly table: PulledTable }) {
  const { api } = useApp()
  const seat = useSeat()
  const action = useAction()
  const [open, setOpen] = useState(false)
  const [verified, setVerified] = useState<Verification | null>(null)
  const { id, name, sheet, address, provenance, state, edits } = table
  const { label, tone } = states[state]

  const run = (doing: string, work: Parameters<typeof action.run>[1]) => void action.run(doing, work)
  const show = () => run('Showing the table', () => seat.workbook.show({ kind: 'table', id }))
  const verify = () =>
    run('Working the table out anew', async work =>
      setVerified(await verifyTable(api, seat.workbook, id, seat.by(), work)),
    )
  const toggleFrozen = () =>
    run(provenance.frozen ? 'Letting it follow the data' : 'Freezing the table', async work => {
      const change = provenance.frozen ? unfreezeTable : freezeTable
      await change(api, seat.workbook, table, seat.by(), work)
      await seat.lookAtTables()
      toast(provenance.frozen ? `${name} follows the data again` : `${name} is frozen`)
    })
  const forget = () =>
    run('Forgetting the table', async () => {
      await forgetTable(seat.workbook, table)
      await seat.lookAtTables()
      toast(`${name} is forgotten`)
    })
  const living = [
    { key: 'verify', label: 'Verify', onSelect: verify },
    { key: 'freeze', label: provenance.frozen ? 'Unfreeze' : 'Freeze', onSelect: toggleFrozen },
  ]
  return (
    <li class="pane-item">
      <div class="pane-between">
        <button type="button" class="pane-item-name" onClick={show}>
          {name.replaceAll('_', ' ')}
        </button>
        <Menu
          label={`Actions for ${name}`}
          button={{ kind: 'subtle', size: 'small', icon: moreIcon, 'aria-label': `Actions for ${name}` }}
          items={[
            ...(state === 'gone' ? [{ key: 'forget', label: 'Forget it', onSelect: forget }] : living),
            {
              key: 'source',
              label: open ? 'Hide where it comes from' : 'Where it comes from',
              onSelect: () => setOpen(!open),
            },
          ]}
        />
      </div>
      <p class="small quiet">
        {state === 'gone' ? '' : `${sheet}!${address} · `}as of {timeText(provenance.asOf)}
      </p>
      <div class="pane-row">
        <Badge tone={tone}>{label}</Badge>
        {provenance.frozen && <Badge tone="brand">Frozen</Badge>}
        {edits.length > 0 && <span class="small quiet">{edits.length} cells</span>}
      </div>
      {action.running && <Running {...action.running} onStop={action.stop} />}
      {action.error !== null && <ProblemBar error={action.error} />}
      {verified && <VerificationResult result={verified} onClose={() => setVerified(null)} />}
      {open && <TableProvenance table={table} />}
    </li>
  )
}

import { useState } from 'preact/hooks'
import type { SnapshotPageQuery } from '../../../api/operations/snapshots.gen.ts'
import { correctRows } from '../../../api/operations/upload.gen.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Link } from '../../components/link.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { useApp } from '../../data/app-context.ts'
import { href } from '../../router/router.ts'
import { counted } from './dataset-titles.ts'

type Version = NonNullable<SnapshotPageQuery['snapshot']>

/** Mends single cells of rows that a version rejected; what is mended becomes a version of its own. */
export function CorrectRows({
  snapshot,
  titleOf,
  onStored,
}: {
  readonly snapshot: Version
  readonly titleOf: (column: string) => string
  readonly onStored: () => void
}) {
  const { api } = useApp()
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [said, setSaid] = useState<{ tone: 'good' | 'warn'; text: string; id: string | null } | null>(null)
  const cells = snapshot.issues.nodes.flatMap(issue =>
    issue.severity === 'ERROR' && issue.column !== null && issue.row > 0 ? [{ ...issue, column: issue.column }] : [],
  )
  const keyOf = (row: number, column: string) => `${row}\n${column}`
  const changed = Object.entries(values).filter(([key, value]) => {
    const [row, column] = key.split('\n')
    return cells.some(cell => cell.row === Number(row) && cell.column === column && value !== (cell.value ?? ''))
  })
  const send = async () => {
    setBusy(true)
    setError(null)
    const rows = new Map<number, { heading: string; value: string }[]>()
    for (const [key, value] of changed) {
      const [row = '', column = ''] = key.split('\n')
      rows.set(Number(row), [...(rows.get(Number(row)) ?? []), { heading: column, value }])
    }
    try {
      const input = { snapshot: snapshot.id, rows: [...rows].map(([row, mended]) => ({ row, cells: mended })) }
      const { correctRows: outcome } = await api.request(correctRows, { input })
      if (outcome.__typename === 'Snapshot') {
        const { number, acceptedCount, rejectedCount, found, id } = outcome
        const still = found.nodes.find(({ severity }) => severity === 'ERROR')
        setSaid({
          tone: rejectedCount > 0 ? 'warn' : 'good',
          text: `Stored as version ${number}: ${counted(acceptedCount, 'row')} accepted, ${rejectedCount} rejected.${still ? ` ${still.message}` : ''}`,
          id,
        })
        setValues({})
        onStored()
      } else setSaid({ tone: 'warn', text: outcome.message ?? 'Nothing was stored.', id: null })
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  if (cells.length === 0) return null
  return (
    <Card
      title="Correct rejected rows"
      note="Only the cell that is wrong; the rest of the row is taken as it was. With many rows, correct the file and upload it again: nothing is counted twice."
    >
      {said && (
        <MessageBar
          tone={said.tone}
          actions={said.id && <Link href={href(`/uploads/${encodeURIComponent(said.id)}`)}>Open it</Link>}
        >
          {said.text}
        </MessageBar>
      )}
      {error !== null && <ProblemBar error={error} />}
      <form
        class="page-stack"
        onSubmit={event => {
          event.preventDefault()
          if (changed.length > 0) void send()
        }}
      >
        {cells.slice(0, 20).map(({ row, column, value, message, suggestion }) => (
          <TextInput
            key={keyOf(row, column)}
            label={`Row ${row}, ${titleOf(column)}`}
            hint={message}
            value={values[keyOf(row, column)] ?? value ?? ''}
            onInput={text => setValues({ ...values, [keyOf(row, column)]: text })}
            {...(suggestion ? { placeholder: suggestion } : {})}
          />
        ))}
        {cells.length > 20 && <p class="small quiet">The first 20 of {cells.length}.</p>}
        <div class="row-line">
          <Button kind="primary" type="submit" busy={busy} disabled={changed.length === 0}>
            Send {counted(changed.length, 'corrected cell')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

import type { RowChange } from '../../../app/upload/upload-outcome.ts'
import { Badge } from '../../components/badge.tsx'
import './change-list.css'

const words = { ADDED: 'New', CHANGED: 'Changed', REMOVED: 'Gone' } as const
const tones = { ADDED: 'good', CHANGED: 'brand', REMOVED: 'warn' } as const

/** Rows that a version adds, changes or removes, with what was and what is. Props: `changes`, `total`, `titleOf`. */
export function ChangeList({
  changes,
  total,
  titleOf,
}: {
  readonly changes: readonly RowChange[]
  readonly total: number
  /** Title of a column by its name. */
  readonly titleOf: (column: string) => string
}) {
  if (total === 0) return <p class="quiet">No row is added, changed or removed.</p>
  return (
    <>
      <ul class="change-list">
        {changes.map((change, index) => (
          <li key={`${change.row}:${index}`}>
            <div class="row-line">
              <Badge tone={tones[change.kind]}>{words[change.kind]}</Badge>
              <strong>{change.key ?? `Row ${change.row}`}</strong>
              <span class="small quiet">row {change.row}</span>
            </div>
            <Cells change={change} titleOf={titleOf} />
          </li>
        ))}
      </ul>
      {total > changes.length && (
        <p class="small quiet">
          {changes.length.toLocaleString('en-US')} of {total.toLocaleString('en-US')} rows shown
        </p>
      )}
    </>
  )
}

function Cells({ change, titleOf }: { readonly change: RowChange; readonly titleOf: (column: string) => string }) {
  const { kind, columns, before, after } = change
  if (kind === 'CHANGED')
    return (
      <dl class="change-cells">
        {columns.map(column => (
          <div key={column}>
            <dt>{titleOf(column)}</dt>
            <dd>
              <del>{textOf(before?.[column])}</del> → <ins>{textOf(after?.[column])}</ins>
            </dd>
          </div>
        ))}
      </dl>
    )
  const cells = Object.entries(after ?? before ?? {}).filter(([, value]) => value !== null && value !== '')
  return (
    <p class="small quiet change-row">
      {cells.map(([column, value]) => `${titleOf(column)}: ${textOf(value)}`).join(' · ')}
    </p>
  )
}

const textOf = (value: unknown): string =>
  value === null || value === undefined || value === '' ? 'blank' : String(value)

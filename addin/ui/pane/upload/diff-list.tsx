import type { RowChange, UploadReport } from '../../../app/upload/upload-outcome.ts'
import { Badge } from '../../components/badge.tsx'

const kinds = { ADDED: ['Added', 'good'], CHANGED: ['Changed', 'brand'], REMOVED: ['Removed', 'warn'] } as const
const EXAMPLES = 5

/** Examples of each kind of change, with what was and what is. */
export function DiffList({ report: { diff } }: { readonly report: UploadReport }) {
  if (diff.totalCount === 0) return null
  const examples = (['CHANGED', 'REMOVED', 'ADDED'] as const).flatMap(kind =>
    diff.nodes.filter(node => node.kind === kind).slice(0, EXAMPLES),
  )
  return (
    <details class="pane-more">
      <summary>What changes: examples</summary>
      <div>
        <ul class="pane-issues small">
          {examples.map(change => (
            <li key={`${change.kind}/${change.row}/${change.key}`}>
              <div class="pane-row">
                <Badge tone={kinds[change.kind][1]}>{kinds[change.kind][0]}</Badge>
                <span>{change.key ?? `Row ${change.row}`}</span>
              </div>
              <Columns change={change} />
            </li>
          ))}
        </ul>
        <p class="small quiet">
          {examples.length} of {diff.totalCount.toLocaleString('en-US')} changes
        </p>
      </div>
    </details>
  )
}

function Columns({ change: { kind, columns, before, after } }: { readonly change: RowChange }) {
  if (kind !== 'CHANGED') return null
  return (
    <ul>
      {columns.map(column => (
        <li key={column}>
          {column.replaceAll('_', ' ')}: <span class="pane-was">{text(before?.[column])}</span> →{' '}
          {text(after?.[column])}
        </li>
      ))}
    </ul>
  )
}

const text = (value: unknown): string => (value === null || value === undefined ? 'blank' : String(value))

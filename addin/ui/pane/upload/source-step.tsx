import { counted } from '../../../app/counted.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { refreshIcon, uploadIcon } from '../../icons/icons.ts'
import type { StepProps } from './step-props.ts'

/** What could be uploaded: the selection, tables, sheets. */
export function SourceStep({ flow, state: { sources, busy } }: StepProps) {
  if (sources.length === 0)
    return busy ? null : (
      <EmptyState
        title="Nothing to upload"
        icon={uploadIcon}
        actions={
          <Button icon={refreshIcon} onClick={() => void flow.begin()}>
            Look again
          </Button>
        }
      >
        This workbook has no cells with content. Paste or open an export of your PSA, RMM or accounting tool.
      </EmptyState>
    )
  return (
    <>
      <p class="quiet">Pick what to send. The first row has to be the headings.</p>
      <ul class="pane-items">
        {sources.map(({ ref, name, sheet, address, rowCount, columnCount }) => (
          <li key={JSON.stringify(ref)}>
            <button type="button" class="pane-choice" disabled={busy !== null} onClick={() => void flow.choose(ref)}>
              <strong>{ref.kind === 'selection' ? 'Selection' : name}</strong>
              <span class="small quiet">
                {kinds[ref.kind]} · {sheet}!{address} · {counted(Math.max(0, rowCount - 1), 'row')},{' '}
                {counted(columnCount, 'column')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div class="pane-row">
        <Button
          size="small"
          kind="subtle"
          icon={refreshIcon}
          disabled={busy !== null}
          onClick={() => void flow.begin()}
        >
          Look again
        </Button>
      </div>
    </>
  )
}

const kinds = { selection: 'Selected cells', table: 'Table', sheet: 'Sheet', range: 'Cells' }

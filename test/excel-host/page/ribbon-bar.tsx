import { addSheet } from '../model/edits/sheets.ts'
import type { Workbook } from '../model/workbook.ts'
import { edit, revision } from './book.ts'
import { openFile, saveFile } from './files.ts'
import type { Ribbon, RibbonControl } from './read-manifest.ts'

type Side = 'none' | 'faults' | 'provenance'

interface Props {
  readonly book: Workbook
  readonly ribbon: Ribbon
  readonly onCommand: (id: string, functionName: string | null) => void
  readonly side: Side
  readonly onSide: (side: Side) => void
  readonly onReload: () => void
}

/** The add-in's tab as its manifest has it, and the spreadsheet's own commands above. */
export function RibbonBar({ book, ribbon, onCommand, side, onSide, onReload }: Props) {
  void revision.value
  const toggle = (wanted: Side) => onSide(side === wanted ? 'none' : wanted)
  return (
    <header class="ribbon">
      <div class="title-bar">
        <h1>{book.name}</h1>
        <span class="quiet">test spreadsheet, not Excel</span>
        <span class="grow" />
        <button type="button" disabled={!book.journal.canUndo} onClick={() => book.undo()}>
          Undo
        </button>
        <button type="button" disabled={!book.journal.canRedo} onClick={() => book.redo()}>
          Redo
        </button>
        <label class="file-button">
          Open
          <input type="file" accept=".xlsx" onChange={event => void openFile(book, event.currentTarget)} />
        </label>
        <button type="button" onClick={() => void saveFile(book)}>
          Save
        </button>
        <button type="button" onClick={() => edit(book, 'Add sheet', () => book.activate(addSheet(book)))}>
          New sheet
        </button>
        <button type="button" aria-pressed={side === 'faults'} onClick={() => toggle('faults')}>
          Faults
        </button>
        <button type="button" aria-pressed={side === 'provenance'} onClick={() => toggle('provenance')}>
          Provenance
        </button>
        <button type="button" onClick={onReload}>
          Reload add-in
        </button>
      </div>
      <div class="tab-name">{ribbon.tab}</div>
      <div class="groups" role="toolbar" aria-label={ribbon.tab}>
        {ribbon.groups.map(group => (
          <section class="group" key={group.label} aria-label={group.label}>
            <div class="controls">
              {group.controls.map(control => (
                <Control key={control.id} control={control} onCommand={onCommand} />
              ))}
            </div>
            <div class="group-label">{group.label}</div>
          </section>
        ))}
      </div>
    </header>
  )
}

function Control({ control, onCommand }: { control: RibbonControl; onCommand: Props['onCommand'] }) {
  return (
    <button
      type="button"
      class="control"
      id={control.id}
      title={control.tip}
      onClick={() => onCommand(control.id, control.functionName)}
    >
      {control.icon !== '' && <img src={control.icon} width="32" height="32" alt="" />}
      <span>{control.label}</span>
    </button>
  )
}

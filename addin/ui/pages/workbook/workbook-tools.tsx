import { useState } from 'preact/hooks'
import { areaAddress } from '../../../workbook/browser/address.ts'
import type { Book } from '../../../workbook/browser/book.ts'
import { copySheet, deleteSheet, renameSheet } from '../../../workbook/browser/change-sheets.ts'
import { deleteColumns, insertColumns } from '../../../workbook/browser/move-columns.ts'
import { deleteRows, insertRows } from '../../../workbook/browser/move-rows.ts'
import { saveCsv } from '../../../workbook/browser/save-csv.ts'
import { sortRows } from '../../../workbook/browser/sort-rows.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Menu } from '../../components/menu.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { toast } from '../../components/toast.tsx'
import { useBook } from '../../grid/use-book.ts'
import { downloadIcon, undoIcon } from '../../icons/icons.ts'
import { saveBlob } from '../uploads/save-blob.ts'
import { addBlankSheet } from './add-blank-sheet.ts'

/** What can be done with sheets, rows and columns, and the workbook as a file. Props: `book`, `sheetId` shown. */
export function WorkbookTools({ book, sheetId }: { readonly book: Book; readonly sheetId?: string }) {
  useBook(book)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [name, setName] = useState<string | null>(null)
  const sheet = sheetId === undefined ? undefined : book.sheet(sheetId)
  const structure = { kind: 'structure' } as const
  const selected = book.selection?.sheetId === sheetId ? book.selection : null
  const file = (book.name ?? 'moatmetrics').replace(/\.[^.]+$/, '')
  const saveWorkbook = async () => {
    setBusy(true)
    setError(null)
    try {
      const { saveXlsx } = await import('../../../workbook/browser/save-xlsx.ts')
      saveBlob(await saveXlsx(book.state), `${file}.xlsx`)
      book.unsaved = false
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const sort = (descending: boolean) => {
    if (!sheet || !selected) return
    const { top, bottom } = selected.area
    if (top === bottom) return toast('Select the rows to sort first, without their headings.')
    const before = book.state
    book.change(structure, state => sortRows(state, sheet.id, selected.area, selected.column, descending))
    if (book.state === before)
      toast(`${areaAddress(selected.area)} cuts through a table: select all its columns, without the headings.`)
  }
  const rows = selected ? { at: selected.area.top, count: selected.area.bottom - selected.area.top + 1 } : null
  const columns = selected ? { at: selected.area.left, count: selected.area.right - selected.area.left + 1 } : null
  return (
    <>
      {error !== null && <ProblemBar error={error} />}
      <Button icon={undoIcon} disabled={!book.canUndo} onClick={() => book.undo()}>
        Undo
      </Button>
      <Menu
        label="Sheet, rows and columns"
        button={{ children: 'Edit', disabled: !sheet }}
        items={
          sheet && rows && columns
            ? [
                { key: 'add', label: 'Add a sheet', onSelect: () => addBlankSheet(book) },
                { key: 'name', label: 'Rename this sheet', onSelect: () => setName(sheet.name) },
                {
                  key: 'copy',
                  label: 'Copy this sheet',
                  onSelect: () => book.change(structure, state => copySheet(state, sheet.id, book.newId)),
                },
                {
                  key: 'delete',
                  label: 'Delete this sheet',
                  onSelect: () => book.change(structure, state => deleteSheet(state, sheet.id)),
                },
                {
                  key: 'rows',
                  label: 'Insert rows above',
                  onSelect: () => book.change(structure, state => insertRows(state, sheet.id, rows.at, rows.count)),
                },
                {
                  key: 'norows',
                  label: 'Delete the selected rows',
                  onSelect: () => book.change(structure, state => deleteRows(state, sheet.id, rows.at, rows.count)),
                },
                {
                  key: 'columns',
                  label: 'Insert columns before',
                  onSelect: () =>
                    book.change(structure, state => insertColumns(state, sheet.id, columns.at, columns.count)),
                },
                {
                  key: 'nocolumns',
                  label: 'Delete the selected columns',
                  onSelect: () =>
                    book.change(structure, state => deleteColumns(state, sheet.id, columns.at, columns.count)),
                },
                { key: 'up', label: 'Sort the selection, lowest first', onSelect: () => sort(false) },
                { key: 'down', label: 'Sort the selection, highest first', onSelect: () => sort(true) },
              ]
            : [{ key: 'add', label: 'Add a sheet', onSelect: () => addBlankSheet(book) }]
        }
      />
      <Button
        icon={downloadIcon}
        disabled={!sheet}
        onClick={() => sheet && saveBlob(saveCsv(sheet), `${sheet.name}.csv`)}
      >
        CSV
      </Button>
      <Button kind="primary" icon={downloadIcon} busy={busy} disabled={!sheet} onClick={() => void saveWorkbook()}>
        XLSX
      </Button>
      <Dialog
        title="Rename the sheet"
        open={name !== null}
        size="small"
        onClose={() => setName(null)}
        actions={
          <Button
            kind="primary"
            onClick={() => {
              if (sheet && name?.trim()) book.change(structure, state => renameSheet(state, sheet.id, name))
              setName(null)
            }}
          >
            Rename
          </Button>
        }
      >
        <TextInput label="Name" value={name ?? ''} onInput={setName} />
      </Dialog>
    </>
  )
}

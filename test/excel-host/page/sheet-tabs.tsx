import { useState } from 'preact/hooks'
import { addSheet, copySheet, deleteSheet, renameSheet } from '../model/edits/sheets.ts'
import type { Sheet } from '../model/sheet.ts'
import type { Workbook } from '../model/workbook.ts'
import { edit, revision } from './book.ts'
import { ContextMenu, type MenuItem } from './context-menu.tsx'

export function SheetTabs({ book }: { book: Workbook }) {
  void revision.value
  const [menu, setMenu] = useState<{ sheet: Sheet; x: number; y: number } | null>(null)
  const [renamed, setRenamed] = useState<Sheet | null>(null)
  const items = (sheet: Sheet): MenuItem[] => [
    { label: 'Rename', run: () => setRenamed(sheet) },
    {
      label: 'Copy sheet',
      run: () => edit(book, 'Copy sheet', () => book.activate(copySheet(sheet, book.sheets.indexOf(sheet) + 1))),
    },
    { label: 'Delete sheet', run: () => edit(book, 'Delete sheet', () => deleteSheet(sheet)) },
  ]
  return (
    <nav class="tabs" aria-label="Sheets">
      {book.sheets
        .filter(({ visibility }) => visibility === 'Visible')
        .map(sheet =>
          renamed === sheet ? (
            <input
              key={sheet.id}
              class="rename"
              aria-label={`New name of ${sheet.name}`}
              value={sheet.name}
              ref={input => input?.focus()}
              onBlur={event => {
                const name = event.currentTarget.value
                setRenamed(null)
                if (name !== sheet.name) edit(book, 'Rename sheet', () => renameSheet(sheet, name))
              }}
              onKeyDown={event => {
                if (event.key === 'Enter') event.currentTarget.blur()
                if (event.key === 'Escape') setRenamed(null)
              }}
            />
          ) : (
            <button
              type="button"
              key={sheet.id}
              aria-current={sheet === book.activeSheet ? 'page' : undefined}
              onClick={() => edit(book, 'Show sheet', () => book.activate(sheet))}
              onDblClick={() => setRenamed(sheet)}
              onContextMenu={event => {
                event.preventDefault()
                setMenu({ sheet, x: event.clientX, y: event.clientY })
              }}
            >
              {sheet.name}
            </button>
          ),
        )}
      <button
        type="button"
        class="plain"
        aria-label="New sheet"
        onClick={() => edit(book, 'Add sheet', () => book.activate(addSheet(book)))}
      >
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <path d="M7 2v10M2 7h10" stroke="currentColor" stroke-width="1.6" />
        </svg>
      </button>
      {menu && <ContextMenu {...menu} items={items(menu.sheet)} onClose={() => setMenu(null)} />}
    </nav>
  )
}

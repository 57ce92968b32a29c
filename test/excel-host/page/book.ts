import { signal } from '@preact/signals'
import { formulaCell, plainCell } from '../model/cell.ts'
import { formatCells } from '../model/edits/format-cells.ts'
import { lookWith, plainLook } from '../model/look.ts'
import { parseEntry } from '../model/number-text.ts'
import { rectangle } from '../model/rectangle.ts'
import { Workbook } from '../model/workbook.ts'
import type { HostSettings } from './host-settings.ts'

/** Counts changes: whatever draws from the workbook reads it first. */
export const revision = signal(0)
/** What the last edit was refused for. */
export const refusal = signal<string | null>(null)

export function newBook(samples: HostSettings['samples']): Workbook {
  const book = new Workbook(samples.length > 0 ? samples.map(({ name }) => name) : ['Sheet1'])
  for (const { name, rows } of samples) {
    const sheet = book.sheet(name)
    sheet.grid.put(
      0,
      0,
      rows.map(cells =>
        cells.map(value => {
          if (value === null) return undefined
          if (typeof value === 'number') return plainCell(value)
          const entry = parseEntry(value, 'General')
          if (entry.formula !== null) return formulaCell(entry.formula)
          return plainCell(
            entry.value,
            entry.numberFormat === null ? plainLook : lookWith(plainLook, { numberFormat: entry.numberFormat }),
          )
        }),
      ),
    )
    if (rows[0]) formatCells(sheet, rectangle(0, 0, 1, rows[0].length), { bold: true })
  }
  book.settle('person')
  book.listen(() => {
    revision.value += 1
  })
  return book
}

/** An edit by the person at the grid; what Excel would refuse is said in the status bar. */
export function edit(book: Workbook, label: string, work: () => unknown): void {
  refusal.value = null
  try {
    book.edit(label, work)
  } catch (error) {
    refusal.value = error instanceof Error ? error.message : String(error)
  }
  revision.value += 1
}

import type { Sheet } from '../model/sheet.ts'
import { wholeArgument } from './arguments.ts'
import { type HostObject, objectType } from './host-object.ts'

const freeze = (sheet: Sheet, rows: number | null, columns: number | null): null => {
  const { journal } = sheet.workbook
  if (rows !== null) journal.set(sheet, 'frozenRows', rows)
  if (columns !== null) journal.set(sheet, 'frozenColumns', columns)
  sheet.workbook.tell({ kind: 'other' })
  return null
}

export const freezePanesObject: (sheet: Sheet) => HostObject = objectType<Sheet>({
  name: 'WorksheetFreezePanes',
  scalars: [],
  properties: {},
  methods: {
    FreezeRows: { call: (sheet, count) => freeze(sheet, wholeArgument(count, 1), null), provenance: 'documentation' },
    FreezeColumns: {
      call: (sheet, count) => freeze(sheet, null, wholeArgument(count, 1)),
      provenance: 'documentation',
    },
    Unfreeze: { call: sheet => freeze(sheet, 0, 0), provenance: 'documentation' },
  },
})

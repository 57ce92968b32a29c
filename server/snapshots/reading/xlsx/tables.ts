import type { SheetPlace } from '../reading-plan.ts'
import { scanPart } from './scan-part.ts'
import { MAX_NAME, relations, type Workbook } from './workbook.ts'
import { columnOfReference } from './worksheet-scan.ts'
import { attributes } from './xml-scanner.ts'

/** The area of a reference such as "B2:F40", without the last `totals` rows. */
function rangeOf(reference: string, totals: number): SheetPlace['range'] {
  const match = /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/.exec(reference)
  if (!match) return null
  return {
    left: columnOfReference(match[1] ?? '') + 1,
    top: Number(match[2]),
    right: columnOfReference(match[3] ?? '') + 1,
    bottom: Number(match[4]) - totals,
  }
}

/** The tables of a workbook with the place of each; a table's total row is not part of it. */
export async function workbookTables(workbook: Workbook): Promise<readonly SheetPlace[]> {
  const places: SheetPlace[] = []
  const seen = new Set<string>()
  for (const sheet of workbook.sheets)
    for (const { type, target } of await relations(workbook.path, workbook.entries, sheet.part)) {
      const entry = type === 'table' ? workbook.entries.get(target) : undefined
      if (!entry || seen.has(target)) continue
      seen.add(target)
      await scanPart(workbook.path, entry, {
        open(name, tag) {
          if (name !== 'table') return
          const found = attributes(tag)
          const range = rangeOf(found.get('ref') ?? '', Number(found.get('totalsRowCount') ?? 0))
          const tableName = (found.get('displayName') ?? found.get('name') ?? '').slice(0, MAX_NAME)
          if (range) places.push({ name: tableName, part: sheet.part, range })
        },
        close() {},
        text() {},
      })
    }
  return places
}

import type { Api } from '../../api/api.ts'
import type { PulledTable, Work, Workbook, WrittenTable } from '../../workbook/workbook.ts'
import type { PulledBy } from '../metrics/metric-table-model.ts'
import { signalOf } from '../signal-of.ts'
import { refuseOtherSource } from './other-source.ts'
import { pullAgain } from './pull-again.ts'

/**
 * Pins a table to the data it shows: its numbers are asked for once more as of then, about the same days, and from now
 * on a refresh leaves it alone. Cells that a person changed are not overwritten: `WorkbookError` of kind `edited`.
 */
export async function freezeTable(
  api: Api,
  workbook: Workbook,
  table: PulledTable,
  by: PulledBy,
  work: Work = {},
): Promise<WrittenTable> {
  refuseOtherSource('Freezing the table', table.provenance, by)
  const model = await pullAgain(api, table.provenance, by, {
    asItWas: true,
    ...signalOf(work),
  })
  return await workbook.writeTable(model, { kind: 'pulled', id: table.id, overwriteEdits: false }, work)
}

/** Lets a frozen table follow the data again: it is refreshed at once. */
export async function unfreezeTable(
  api: Api,
  workbook: Workbook,
  table: PulledTable,
  by: PulledBy,
  work: Work = {},
): Promise<WrittenTable> {
  refuseOtherSource('Letting the table follow the data', table.provenance, by)
  const model = await pullAgain(api, table.provenance, by, {
    asItWas: false,
    ...signalOf(work),
  })
  return await workbook.writeTable(model, { kind: 'pulled', id: table.id, overwriteEdits: false }, work)
}

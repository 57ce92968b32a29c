import type { Anchor } from '../anchors/anchor.ts'
import { doubtfulRows } from '../anchors/doubtful-rows.ts'
import { breathe } from '../anchors/steps.ts'
import { type TableModel, type TableTarget, type Work, WorkbookError } from '../workbook.ts'
import type { AnchorStore, StoredAnchor } from './anchor-store.ts'
import { type InspectedBody, inspectTable, locateTables } from './inspect-tables.ts'
import type { TablePlace } from './table-places.ts'

export type Pulled = Extract<TableTarget, { kind: 'pulled' }>
const doing = 'Refreshing the table'

/** A table that may be written into. */
export interface ReadyTable {
  readonly stored: StoredAnchor
  readonly place: TablePlace
  readonly body: InspectedBody
  readonly isCopy: boolean
  /** Rows of a copy that may be the answer's or a person's. */
  readonly doubtful: readonly number[]
}

/** Finds a pulled table and refuses it where writing would lose or overwrite what is not ours. */
export async function readyTable(
  context: Excel.RequestContext,
  store: AnchorStore,
  { id, overwriteEdits }: Pulled,
  { signal, progress }: Work,
): Promise<ReadyTable> {
  progress?.(0, 'Looking for the table')
  const tables = await locateTables(context, store, signal)
  const located = tables.find(({ stored, place }) => (place?.id ?? stored.head.tableId) === id)
  if (!located) throw new WorkbookError('gone', `${doing}: it is not in the workbook, or was not pulled into it.`)
  const { stored, place, state, reason, body } = await inspectTable(context, located, signal)
  if (place === null) {
    await store.forget(context, stored)
    throw new WorkbookError('gone', `${doing}: ${reason} It is forgotten now; insert it anew.`)
  }
  if (body === null) throw new WorkbookError('mismatch', `${doing} "${place.name}": ${reason}`)
  if (body.edits.length > 0 && !overwriteEdits) {
    const [first] = body.edits
    const more = body.edits.length > 1 ? ` and ${body.edits.length - 1} more cells` : ''
    throw new WorkbookError(
      'edited',
      `${doing} "${place.name}": ${first?.address}${more} would lose what was typed there. Keep it elsewhere, or overwrite it.`,
    )
  }
  const sheet = context.workbook.worksheets.getItem(place.sheetId)
  sheet.protection.load('protected')
  await context.sync()
  if (sheet.protection.protected)
    throw new WorkbookError(
      'protected',
      `${doing} "${place.name}": sheet "${place.sheet}" is protected. Unprotect it (Review tab), then refresh again.`,
    )
  if (state !== 'copied') return { stored, place, body, isCopy: false, doubtful: [] }
  const original = tables.find(other => other.stored === stored && !other.isCopy)
  const from = original ? (await inspectTable(context, original, signal)).body : null
  const doubtful = await breathe(doubtfulRows(body.anchor, body, from), signal)
  return { stored, place, body, isCopy: true, doubtful }
}

export function refuseOtherColumns(model: TableModel, anchor: Anchor, name: string): void {
  const has = new Set(anchor.columns.map(({ key }) => key))
  const wanted = new Set(model.columns.map(({ key }) => key))
  const other = [...has, ...wanted].filter(key => !(has.has(key) && wanted.has(key)))
  if (other.length === 0) return
  throw new WorkbookError(
    'mismatch',
    `${doing} "${name}": the answer has other columns than the table (${other.join(', ')}). Insert it anew.`,
  )
}

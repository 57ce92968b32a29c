import { dbOf } from '../../db/tables.ts'
import type { ImportOutcome } from '../import-outcome.ts'
import type { CorrectionRequest, ImportRequest } from '../import-request.ts'
import type { ColumnMapping, MappedHeading } from '../reading/sheet.ts'
import type { ImportContext } from './import-context.ts'
import { importSheet } from './import-sheet.ts'

/**
 * Imports rejected rows of a snapshot again with cells mended, read the way that sheet was read. Row numbers stay those
 * of the sheet. Rows or headings that were not there are an error.
 */
export async function correctRows(surroundings: ImportContext, request: CorrectionRequest): Promise<ImportOutcome> {
  const db = dbOf(surroundings.em)
  const organizationId = request.by.organizationId
  const snapshot = await db
    .selectFrom('snapshot')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('uid', '=', request.snapshot)
    .executeTakeFirst()
  if (!snapshot) return refusal('NOT_FOUND', 'Correcting rows: there is no such snapshot')
  const stored = await db
    .selectFrom('rejected_row')
    .select(['row', 'cells'])
    .where('organization_id', '=', organizationId)
    .where('snapshot', '=', snapshot.number)
    .where('row', 'in', request.rows.length > 0 ? request.rows.map(({ row }) => row) : [-1])
    .orderBy('row')
    .execute()
  const cellsOf = new Map(stored.map(({ row, cells }) => [row, JSON.parse(cells) as string[]]))
  const { headings, resolved } = JSON.parse(snapshot.header) as { headings: MappedHeading[]; resolved: ColumnMapping[] }
  const header = headings.map(({ heading }) => heading)
  const rows: string[][] = []
  for (const { row, cells } of request.rows) {
    const found = cellsOf.get(row)
    if (!found)
      return refusal(
        'ROW_NOT_REJECTED',
        `Correcting row ${row}: snapshot ${snapshot.number} has no rejected row of that number`,
      )
    for (const [name, text] of Object.entries(cells)) {
      const at = columnIndex(headings, name)
      if (at < 0)
        return refusal(
          'UNKNOWN_HEADING',
          `Correcting row ${row}: the sheet has no heading "${name}"; it has ${header.join(', ')}`,
        )
      found[at] = text
    }
    rows.push(header.map((_, i) => found[i] ?? ''))
  }
  return await importSheet(surroundings, importRequest(request, snapshot, { header, rows, resolved }))
}

/** A heading as it stands in the sheet, or else the declared name of its column. */
function columnIndex(headings: readonly MappedHeading[], name: string): number {
  const byHeading = headings.findIndex(({ heading }) => heading === name)
  return byHeading >= 0 ? byHeading : headings.findIndex(({ column }) => column === name)
}

const refusal = (code: string, message: string): ImportOutcome => ({ type: 'InvalidFile', code, message })

function importRequest(
  request: CorrectionRequest,
  snapshot: { dataset: ImportRequest['dataset']; number: number; file_name: string | null; options: string },
  sheet: { header: string[]; rows: string[][]; resolved: readonly ColumnMapping[] },
): ImportRequest {
  const options = JSON.parse(snapshot.options) as Pick<ImportRequest, 'references' | 'createMissingClients'>
  return {
    uid: request.uid,
    by: request.by,
    dataset: snapshot.dataset,
    source: { kind: 'cells', header: sheet.header, rows: sheet.rows, rowNumbers: request.rows.map(({ row }) => row) },
    mode: request.mode,
    scope: 'UPSERT',
    period: null,
    mapping: sheet.resolved,
    sheet: null,
    references: options.references ?? [],
    createMissingClients: options.createMissingClients ?? false,
    dryRun: request.dryRun,
    description: request.description,
    fileName: snapshot.file_name,
    corrects: snapshot.number,
  }
}

import { createHash } from 'node:crypto'
import { canonicalJson } from '../../audit/canonical-json.ts'
import type { Dataset } from '../../datasets/dataset.ts'
import type { Db } from '../../db/tables.ts'
import type { ImportRequest } from '../import-request.ts'
import { fileChunks } from '../reading/file-chunks.ts'
import { inspectSample, inspectSheet } from '../reading/inspect-sheet.ts'
import type { ColumnMapping, Inspection, MappedHeading, ReadOptions, SheetSource } from '../reading/sheet.ts'

/** SHA-256 of the bytes of a file, or of the canonical JSON of cells, and how many bytes that is. */
export async function fingerprint(source: SheetSource): Promise<{ sha256: string; byteSize: number }> {
  const hash = createHash('sha256')
  if (source.kind === 'cells') {
    const text = canonicalJson([source.header, source.rows])
    return { sha256: hash.update(text).digest('hex'), byteSize: Buffer.byteLength(text) }
  }
  let byteSize = 0
  for await (const chunk of fileChunks(source.path)) {
    hash.update(chunk)
    byteSize += chunk.length
  }
  return { sha256: hash.digest('hex'), byteSize }
}

/** What of a request changes its result: the same bytes with the same options are the same upload. */
export const optionsOf = (request: ImportRequest): string =>
  canonicalJson({
    mode: request.mode,
    scope: request.scope,
    period: request.period,
    mapping: request.mapping,
    sheet: request.sheet,
    references: request.references,
    createMissingClients: request.createMissingClients,
  })

/** Sheets with the same headings come from the same source and share what was said about their columns. */
export function mappingSource(headings: readonly MappedHeading[]): string {
  const names = headings.map(heading => heading.heading.trim().toLowerCase()).sort()
  return createHash('sha256').update(canonicalJson(names)).digest('hex')
}

/**
 * First pass, with the mapping of the request, or else the one remembered for sheets with these headings. `maySample`: the
 * first rows are enough where they are plain, for the second pass will hold the others to them.
 */
export async function inspectForImport(
  db: Db,
  request: ImportRequest,
  dataset: Dataset,
  options: ReadOptions,
  maySample: boolean,
): Promise<{ inspection: Inspection; options: ReadOptions }> {
  const inspect = maySample ? inspectSample : inspectSheet
  const inspection = await inspect(request.source, dataset, options)
  if (request.mapping.length > 0) return { inspection, options }
  const remembered = await db
    .selectFrom('column_mapping')
    .select('mapping')
    .where('organization_id', '=', request.by.organizationId)
    .where('dataset', '=', dataset.kind)
    .where('source', '=', mappingSource(inspection.headings))
    .executeTakeFirst()
  if (!remembered) return { inspection, options }
  const mapping = (JSON.parse(remembered.mapping) as ColumnMapping[]).map(entry => ({
    ...entry,
    remembered: true as const,
  }))
  const mapped = { ...options, mapping }
  return { inspection: await inspect(request.source, dataset, mapped), options: mapped }
}

import { appendEvent } from '../../audit/append-event.ts'
import { canonicalJson } from '../../audit/canonical-json.ts'
import { normalName } from '../../datasets/normal-name.ts'
import { nativeSqlite } from '../../db/bulk-insert.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import { detachFiles } from '../../db/sqlite-file/copied-files.ts'
import { type Db, dbOf } from '../../db/tables.ts'
import type { ComparedSheet } from './compare-sheet.ts'
import { DataMoved, type HelpedContext } from './import-context.ts'
import { queueAnalysis } from './queue-analysis.ts'
import { mappingSource, optionsOf } from './read-plan.ts'
import { storeStage } from './store-stage.ts'

/** Writes a compared sheet as the next version: rows, supersessions, rollups, issues, memory and audit in one transaction. */
export async function storeSnapshot(surroundings: HelpedContext, compared: ComparedSheet): Promise<number> {
  const { em, now, report, checkCancelled, whileWriting } = surroundings
  const { request, stage, clientStage, counts } = compared
  const organizationId = request.by.organizationId
  const write = () =>
    em.transactional(async em => {
      const db = dbOf(em)
      const organization = await lockOrganization(db, organizationId)
      if (organization.data_version !== compared.dataVersion) throw new DataMoved()
      report('STORING', counts.rows, counts.rows)
      const number = organization.last_snapshot + 1
      await storeNames(db, organizationId, number, compared)
      if (clientStage) await storeStage(em, clientStage, organizationId, number)
      await storeStage(em, stage, organizationId, number, surroundings)
      await db
        .insertInto('snapshot')
        .values(snapshotRow(compared, number, now))
        .execute()
      await compared.findings.store(em, organizationId, number)
      await rememberMapping(db, compared, now)
      await appendEvent(db, organizationId, auditEntry(compared, number, now))
      await queueAnalysis(db, request.by, { uid: request.uid, number }, now)
      await db
        .updateTable('organization')
        .set({ last_snapshot: number, data_version: organization.data_version + 1 })
        .where('id', '=', organizationId)
        .execute()
      checkCancelled()
      return number
    })
  return await whileWriting(async () => {
    try {
      return await write()
    } finally {
      if (stage.columns) detachFiles(await nativeSqlite(em))
    }
  })
}

async function storeNames(
  db: Db,
  organizationId: number,
  number: number,
  { context, request }: ComparedSheet,
): Promise<void> {
  const { directory, dictionary } = context
  for (const some of chunks(directory.newIds)) {
    await db
      .insertInto('client')
      .values(some.map(id => ({ organization_id: organizationId, id, created_snapshot: number })))
      .execute()
  }
  for (const some of chunks(dictionary.newTerms)) {
    await db
      .insertInto('term')
      .values(some.map(term => ({ organization_id: organizationId, ...term })))
      .execute()
  }
  for (const some of chunks(dictionary.newPeople)) {
    await db
      .insertInto('person')
      .values(some.map(person => ({ organization_id: organizationId, ...person })))
      .execute()
  }
  for (const { name, clientId } of request.references) {
    await db
      .insertInto('client_alias')
      .values({ organization_id: organizationId, normal_name: normalName(name), client_id: clientId })
      .onConflict(conflict => conflict.columns(['organization_id', 'normal_name']).doUpdateSet({ client_id: clientId }))
      .execute()
  }
}

function* chunks<T>(values: readonly T[], size = 200): Generator<readonly T[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size)
}

function snapshotRow(compared: ComparedSheet, number: number, now: number) {
  const { request, counts, comparison, findings, inspection } = compared
  return {
    organization_id: request.by.organizationId,
    number,
    uid: request.uid,
    origin:
      request.corrects !== null
        ? ('CORRECTION' as const)
        : request.source.kind === 'file'
          ? ('FILE' as const)
          : ('ROWS' as const),
    dataset: request.dataset,
    file_name: request.fileName,
    sha256: compared.sha256,
    byte_size: compared.byteSize,
    options: optionsOf(request),
    header: JSON.stringify({ headings: inspection.headings, resolved: inspection.resolved ?? [] }),
    uploaded_by: request.by.userId,
    created_at: now,
    description: request.description,
    row_count: counts.rows,
    accepted_count: counts.rows - findings.rejected,
    rejected_count: findings.rejected,
    added_count: comparison.added,
    changed_count: comparison.changed,
    unchanged_count: comparison.unchanged,
    removed_count: comparison.removed,
    first_day: counts.firstDay,
    last_day: counts.lastDay,
    quality: JSON.stringify(compared.quality),
    corrects: request.corrects,
    reverts: null,
    reverted_by: null,
  }
}

async function rememberMapping(db: Db, { request, inspection }: ComparedSheet, now: number): Promise<void> {
  if (request.mapping.length === 0 || request.corrects !== null) return
  const mapping = canonicalJson(request.mapping)
  await db
    .insertInto('column_mapping')
    .values({
      organization_id: request.by.organizationId,
      dataset: request.dataset,
      source: mappingSource(inspection.headings),
      mapping,
      updated_at: now,
    })
    .onConflict(conflict =>
      conflict.columns(['organization_id', 'dataset', 'source']).doUpdateSet({ mapping, updated_at: now }),
    )
    .execute()
}

function auditEntry({ request, counts, comparison, findings, sha256 }: ComparedSheet, number: number, now: number) {
  return {
    at: now,
    actorId: request.by.userId,
    apiKeyId: request.by.apiKeyId,
    origin: request.by.origin,
    role: request.by.role,
    action: request.corrects === null ? 'snapshot.accepted' : 'snapshot.corrected',
    subject: `Snapshot:${number}`,
    details: {
      dataset: request.dataset,
      sha256,
      rows: counts.rows,
      rejected: findings.rejected,
      ...comparison,
      corrects: request.corrects,
    },
  }
}

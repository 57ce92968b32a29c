import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { appendEvent } from '../../audit/append-event.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import { dbOf } from '../../db/tables.ts'
import type { RevertOutcome, SnapshotRecord } from '../import-outcome.ts'
import type { RevertRequest } from '../import-request.ts'
import { readSnapshot } from '../read-snapshots.ts'
import type { ImportContext } from './import-context.ts'
import { queueAnalysis } from './queue-analysis.ts'
import { revertConflicts } from './revert-conflicts.ts'
import { rowTableOf } from './row-table.ts'
import { createStage, dropStage, type Stage } from './stage.ts'
import { storeStage } from './store-stage.ts'

/**
 * Undoes a snapshot as a version of its own: rows it brought go, copies of the rows it replaced or removed come back,
 * and the rollups move by exactly the opposite. What later snapshots built on it is refused, naming them.
 */
export async function revertSnapshot(
  { em, now, whileWriting }: ImportContext,
  request: RevertRequest,
): Promise<RevertOutcome> {
  const organizationId = request.by.organizationId
  return await whileWriting(() =>
    em.transactional(async em => {
      const db = dbOf(em)
      const organization = await lockOrganization(db, organizationId)
      const target = await readSnapshot(db, organizationId, request.snapshot)
      if (!target || target.status === 'REVERTED') {
        const message = target
          ? `Reverting snapshot ${target.number}: it is reverted already`
          : 'Reverting a snapshot: there is no such snapshot'
        return { type: 'NotFound' as const, message }
      }
      const kinds = target.dataset === 'CLIENTS' ? (['CLIENTS'] as const) : ([target.dataset, 'CLIENTS'] as const)
      const stages: Stage[] = []
      for (const kind of kinds) stages.push(await stageRevert(em, kind, organizationId, target.number))
      try {
        const conflicts = await revertConflicts(em, stages, organizationId, target)
        if (conflicts) return conflicts
        const number = organization.last_snapshot + 1
        const counts = await countRevert(em, stages[0] as Stage, organizationId)
        for (const stage of stages) await storeStage(em, stage, organizationId, number)
        await db
          .insertInto('snapshot')
          .values(revertRow(request, target, number, now, counts))
          .execute()
        await db
          .updateTable('snapshot')
          .set({ reverted_by: number })
          .where('organization_id', '=', organizationId)
          .where('number', '=', target.number)
          .execute()
        await appendEvent(db, organizationId, {
          at: now,
          actorId: request.by.userId,
          apiKeyId: request.by.apiKeyId,
          origin: request.by.origin,
          role: request.by.role,
          action: 'snapshot.reverted',
          subject: `Snapshot:${target.number}`,
          details: { as: number, ...counts },
        })
        await queueAnalysis(db, request.by, { uid: request.uid, number }, now)
        await db
          .updateTable('organization')
          .set({ last_snapshot: number, data_version: organization.data_version + 1 })
          .where('id', '=', organizationId)
          .execute()
        const snapshot = await readSnapshot(db, organizationId, request.uid)
        if (!snapshot) throw new Error(`Snapshot ${number} was stored but cannot be found`)
        return { type: 'Snapshot' as const, snapshot }
      } finally {
        for (const stage of stages) await dropStage(em, stage)
      }
    }),
  )
}

/** The opposite of what a snapshot did to a table: its rows that are in force are gone, those it replaced are staged. */
async function stageRevert(
  em: SqlEntityManager,
  kind: Parameters<typeof rowTableOf>[1],
  organizationId: number,
  number: number,
): Promise<Stage> {
  const stage = await createStage(em, rowTableOf(em, kind))
  const { table, stageName, goneName } = stage
  const keys = sql.raw(table.key.join(', '))
  await sql`insert into ${sql.raw(goneName)} (${keys}) select ${keys} from ${sql.table(table.name)}
    where organization_id = ${organizationId} and superseded_by is null
      and (snapshot = ${number} or origin_snapshot = ${number})`.execute(dbOf(em))
  const columns = table.columns.map(column => column.name).filter(name => name !== 'row')
  await sql`insert into ${sql.raw(stageName)} (row, origin_snapshot, origin_row, ${sql.raw(columns.join(', '))})
    select row_number() over (order by ${keys}), coalesce(origin_snapshot, snapshot), coalesce(origin_row, row), ${sql.raw(columns.join(', '))}
    from ${sql.table(table.name)} where organization_id = ${organizationId} and superseded_by = ${number}`.execute(
    dbOf(em),
  )
  return stage
}

interface RevertCounts {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

async function countRevert(em: SqlEntityManager, stage: Stage, organizationId: number): Promise<RevertCounts> {
  const { table, stageName, goneName } = stage
  const match = sql.raw(table.key.map(name => `t.${name} = g.${name}`).join(' and '))
  const same = sql.raw(
    table.name === 'time_log_row' ? 's.row_key = t.row_key and s.occurrence = t.occurrence' : 's.row_key = t.row_key',
  )
  const countOf = async (query: ReturnType<typeof sql<{ count: number }>>) =>
    Number((await query.execute(dbOf(em))).rows[0]?.count ?? 0)
  const back = await countOf(sql`select count(*) as count from ${sql.raw(stageName)}`)
  const gone = await countOf(sql`select count(*) as count from ${sql.raw(goneName)}`)
  const changed = await countOf(sql`select count(*) as count from ${sql.raw(goneName)} as g
    join ${sql.table(table.name)} as t on t.organization_id = ${organizationId} and ${match}
    join ${sql.raw(stageName)} as s on ${same}`)
  return { added: back - changed, changed, removed: gone - changed }
}

function revertRow(request: RevertRequest, target: SnapshotRecord, number: number, now: number, counts: RevertCounts) {
  return {
    organization_id: target.organizationId,
    number,
    uid: request.uid,
    origin: 'REVERT' as const,
    dataset: target.dataset,
    file_name: null,
    sha256: target.sha256,
    byte_size: 0,
    options: '{}',
    header: JSON.stringify({ headings: [], resolved: [] }),
    uploaded_by: request.by.userId,
    created_at: now,
    description: request.reason,
    row_count: 0,
    accepted_count: 0,
    rejected_count: 0,
    added_count: counts.added,
    changed_count: counts.changed,
    unchanged_count: 0,
    removed_count: counts.removed,
    first_day: target.firstDay,
    last_day: target.lastDay,
    quality: JSON.stringify(target.quality),
    corrects: null,
    reverts: target.number,
    reverted_by: null,
  }
}

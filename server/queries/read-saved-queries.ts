import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import { normalName } from '../datasets/normal-name.ts'
import { type Db, dbOf } from '../db/tables.ts'
import { isOwn, type SavedQueryRecord, savedQueryOf } from './saved-query.ts'

/** What the viewer sees: their own, and what others of the organization share. To anybody else it is not there. */
const visible = (db: Db, { organizationId, userId }: Member) =>
  db
    .selectFrom('saved_query')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where(eb => eb.or([eb('created_by', '=', userId ?? -1), eb('shared', '=', 1)]))

/** The viewer's own saved queries and those that are shared with them, by name, own ones first among equals. */
export async function readSavedQueries(em: SqlEntityManager, viewer: Member): Promise<SavedQueryRecord[]> {
  const rows = await visible(dbOf(em), viewer).orderBy('normal').orderBy('id').execute()
  const saved = rows.map(row => ({ normal: row.normal, record: savedQueryOf(row) }))
  return saved
    .sort((a, b) => (a.normal === b.normal ? Number(isOwn(b.record, viewer)) - Number(isOwn(a.record, viewer)) : 0))
    .map(({ record }) => record)
}

/** The saved query of a name, compared without regard to case and spacing: the viewer's own before a shared one. */
export async function findSavedQuery(db: Db, viewer: Member, name: string): Promise<SavedQueryRecord | null> {
  const rows = await visible(db, viewer).where('normal', '=', normalName(name)).orderBy('id').execute()
  const found = rows.map(savedQueryOf)
  return found.find(saved => isOwn(saved, viewer)) ?? found[0] ?? null
}

export async function savedQueriesByIds(
  em: SqlEntityManager,
  viewer: Member,
  ids: readonly number[],
): Promise<Map<number, SavedQueryRecord>> {
  const rows = await visible(dbOf(em), viewer).where('id', 'in', ids).execute()
  return new Map(rows.map(row => [row.id, savedQueryOf(row)]))
}

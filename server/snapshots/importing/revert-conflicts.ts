import type { SqlEntityManager } from '@mikro-orm/sql'
import { type RawBuilder, sql } from 'kysely'
import { dbOf } from '../../db/tables.ts'
import type { RevertOutcome, SnapshotRecord } from '../import-outcome.ts'
import { snapshotsByNumbers } from '../read-snapshots.ts'
import type { Stage } from './stage.ts'

type Found = RawBuilder<{ number: number }>

/**
 * Why a snapshot cannot be undone: later ones replaced its rows, confirmed them, brought rows that would come back, or
 * name clients that would go. Null: nothing stands in the way.
 */
export async function revertConflicts(
  em: SqlEntityManager,
  stages: readonly Stage[],
  organizationId: number,
  target: SnapshotRecord,
): Promise<Extract<RevertOutcome, { type: 'RevertConflict' }> | null> {
  const found = [confirmed(organizationId, target), replaced(organizationId, target, stages[0] as Stage)]
  for (const stage of stages) {
    found.push(broughtAgain(organizationId, stage))
    if (stage.table.name === 'client_row') found.push(...namesGoneClients(organizationId, target, stage))
  }
  const numbers = new Set<number>()
  for (const query of found) {
    for (const { number } of (await query.execute(dbOf(em))).rows)
      if (Number(number) !== target.number) numbers.add(Number(number))
  }
  if (numbers.size === 0) return null
  const later = [...(await snapshotsByNumbers(dbOf(em), organizationId, [...numbers])).values()].sort(
    (a, b) => b.number - a.number,
  )
  const names = later.map(
    snapshot =>
      `${snapshot.number} (${snapshot.dataset.toLowerCase()}${snapshot.fileName ? `, ${snapshot.fileName}` : ''})`,
  )
  return {
    type: 'RevertConflict',
    message: `Reverting snapshot ${target.number}: later snapshots build on it; revert ${names.join(', ')} first`,
    snapshots: later.map(snapshot => snapshot.uid),
  }
}

/** Later uploads of the dataset that found rows unchanged where this snapshot has rows. */
const confirmed = (organizationId: number, { dataset, number, firstDay, lastDay }: SnapshotRecord): Found => sql`
  select number from snapshot where organization_id = ${organizationId} and dataset = ${dataset} and number > ${number}
    and reverted_by is null and reverts is null and unchanged_count > 0
    and (first_day is null or ${firstDay === null ? sql`1 = 1` : sql`(first_day <= ${lastDay} and last_day >= ${firstDay})`})`

/** Later snapshots, in force, that replaced or removed rows of this one. */
const replaced = (organizationId: number, { number }: SnapshotRecord, { table }: Stage): Found => sql`
  select distinct t.superseded_by as number from ${sql.table(table.name)} as t
    join snapshot as later on later.organization_id = t.organization_id and later.number = t.superseded_by
    where t.organization_id = ${organizationId} and (t.snapshot = ${number} or t.origin_snapshot = ${number})
      and later.reverted_by is null and later.reverts is null`

/** Rows in force, not going away, with the key of a row that would come back. */
const broughtAgain = (organizationId: number, { table, stageName, goneName }: Stage): Found => {
  const keys = (prefix: string) => sql.raw(table.key.map(name => `${prefix}${name}`).join(', '))
  const same = sql.raw(
    table.name === 'time_log_row'
      ? 't.client_id = s.client_id and t.month = s.month and t.day = s.day and t.row_key = s.row_key and t.occurrence = s.occurrence'
      : 't.row_key = s.row_key',
  )
  return sql`select distinct t.snapshot as number from ${sql.raw(stageName)} as s
    cross join ${sql.table(table.name)} as t
    where t.organization_id = ${organizationId} and t.superseded_by is null and ${same} and (${keys('t.')}) not in (select ${keys('')} from ${sql.raw(goneName)})`
}

/** Rows in force, not of this snapshot, that name a client which would be gone. */
const namesGoneClients = (
  organizationId: number,
  { number }: SnapshotRecord,
  { stageName, goneName }: Stage,
): Found[] =>
  (['invoice_row', 'time_log_row', 'license_row', 'budget_row'] as const).map(
    name => sql`select distinct snapshot as number from ${sql.table(name)}
      where organization_id = ${organizationId} and superseded_by is null
        and snapshot <> ${number} and coalesce(origin_snapshot, 0) <> ${number}
        and client_id in (select client_id from ${sql.raw(goneName)})
        and client_id not in (select client_id from ${sql.raw(stageName)})`,
  )

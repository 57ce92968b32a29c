import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dbOf } from '../../db/tables.ts'
import { contributionSql, type Rollup, rollups, takenSql } from './rollups.ts'
import { UNCHANGED } from './row-state.ts'
import type { Stage } from './stage.ts'

/**
 * Adds what a snapshot changes to the rollups, as rows of its own number: what it brings minus what it takes away.
 * Whole numbers only, so that the rows of a revert cancel those of the snapshot it undoes exactly.
 */
export async function addToRollups(
  em: SqlEntityManager,
  stage: Stage,
  organizationId: number,
  number: number,
): Promise<void> {
  const { table, stageName, goneName } = stage
  const brought = { source: stageName, where: `state <> ${UNCHANGED}` }
  const taken = takenSql(table.name, table.key, goneName, organizationId)
  for (const rollup of rollups)
    if (rollup.fact === table.name) await addToRollup(em, rollup, { brought, taken }, organizationId, number)
}

/** What a snapshot brings: rows of a source. What it takes away: as `takenSql` says it. */
export interface Moved {
  readonly brought: { readonly source: string; readonly where: string }
  readonly taken: string
}

/** The same for one rollup, all of it by the database. */
export async function addToRollup(
  em: SqlEntityManager,
  rollup: Rollup,
  { brought, taken }: Moved,
  organizationId: number,
  number: number,
): Promise<void> {
  const grain = Object.keys(rollup.grain).join(', ')
  const measures = Object.keys(rollup.measures)
  const sums = measures.map(name => `sum(${name})`)
  await sql
    .raw(
      `insert into ${rollup.table} (organization_id, snapshot, ${grain}, ${measures.join(', ')})
      select ${Number(organizationId)}, ${Number(number)}, ${grain}, ${sums.join(', ')}
      from (${contributionSql(rollup, brought.source, 1, brought.where)}
        union all ${contributionSql(rollup, taken, -1, '1 = 1')}) as moved
      group by ${grain} having ${sums.map(term => `${term} <> 0`).join(' or ')}`,
    )
    .execute(dbOf(em))
}

import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { bulkInsert } from '../../../db/bulk-insert.ts'
import { dbOf } from '../../../db/tables.ts'
import { addToRollup } from '../add-to-rollups.ts'
import { contributionSql, takenSql } from '../rollups.ts'
import type { FactSums, RollupSums } from './fact-sums.ts'

/** Groups that are made rows and stored together. */
const STORED_TOGETHER = 1000

/** What a snapshot takes away: the rows whose keys are in a table. */
interface Gone {
  readonly key: readonly string[]
  readonly goneName: string
}

/**
 * Makes the sums of a fact rows of snapshot `number`, less what the snapshot takes away; its own rows need not be stored
 * yet. Gives the sums that are beyond what a double holds, for countSums.
 */
export async function storeSums(
  em: SqlEntityManager,
  { fact, sums }: FactSums,
  { key, goneName }: Gone,
  organizationId: number,
  number: number,
): Promise<RollupSums[]> {
  const taken = takenSql(fact, key, goneName, organizationId)
  const left: RollupSums[] = []
  for (const some of sums) {
    if (some.groups.isExact) await subtract(em, some, taken)
    if (some.groups.isExact) await insert(em, some, organizationId, number)
    else left.push(some)
  }
  return left
}

/** The same from the stored rows, by the database: its whole numbers have 64 bits. */
export async function countSums(
  em: SqlEntityManager,
  sums: readonly RollupSums[],
  { key, goneName }: Gone,
  organizationId: number,
  number: number,
): Promise<void> {
  const where = `organization_id = ${Number(organizationId)} and snapshot = ${Number(number)}`
  for (const { rollup } of sums) {
    const brought = { source: rollup.fact, where }
    const taken = takenSql(rollup.fact, key, goneName, organizationId)
    await addToRollup(em, rollup, { brought, taken }, organizationId, number)
  }
}

/** Takes away what the stored rows had brought that a snapshot replaces or removes. */
async function subtract(em: SqlEntityManager, sums: RollupSums, taken: string): Promise<void> {
  const { rollup, groups } = sums
  const [grain, measures] = [Object.keys(rollup.grain), Object.keys(rollup.measures)]
  const { rows } = await sql
    .raw<Record<string, number | string>>(
      `select ${grain.join(', ')}, ${measures.map(name => `sum(${name}) as ${name}`).join(', ')}
        from (${contributionSql(rollup, taken, -1, '1 = 1')}) as moved group by ${grain.join(', ')}`,
    )
    .execute(dbOf(em))
  for (const row of rows) {
    const [a = 0, b = 0, c = 0] = grain.map(name => row[name] ?? 0)
    const group = sums.group(a, b, c)
    for (const [at, name] of measures.entries()) groups.add(group, at, Number(row[name]))
  }
}

/** The groups whose sums are not all 0, as rows of snapshot `number`. */
async function insert(
  em: SqlEntityManager,
  { rollup, groups, spellings }: RollupSums,
  organizationId: number,
  number: number,
): Promise<void> {
  const grain = Object.keys(rollup.grain)
  const isText = grain.map(name => name === 'work_type' && spellings.length > 0)
  const names = ['organization_id', 'snapshot', ...grain, ...Object.keys(rollup.measures)]
  const add = await bulkInsert(
    em,
    rollup.table,
    names.map(name => ({ name, type: isText[grain.indexOf(name)] ? ('text' as const) : ('int' as const) })),
  )
  let rows: (number | string)[][] = []
  for (let group = 0; group < groups.size; group++) {
    if (groups.isZero(group)) continue
    const row: (number | string)[] = [organizationId, number]
    for (let place = 0; place < grain.length; place++) {
      const value = groups.key(group, place)
      row.push(isText[place] ? (spellings[value] ?? '') : value)
    }
    for (let measure = 0; measure < groups.measures; measure++) row.push(groups.sum(group, measure))
    rows.push(row)
    if (rows.length < STORED_TOGETHER) continue
    await add(rows)
    rows = []
  }
  await add(rows)
}

import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dbOf } from '../../db/tables.ts'
import { addToRollups } from './add-to-rollups.ts'
import { storeColumns } from './columns/store-columns.ts'
import type { HelpedContext } from './import-context.ts'
import { UNCHANGED } from './row-state.ts'
import type { Stage } from './stage.ts'

/** Makes the staged rows part of the data as snapshot `number`: supersedes what is gone, adds what is new, moves the rollups. */
export async function storeStage(
  em: SqlEntityManager,
  stage: Stage,
  organizationId: number,
  number: number,
  { helper = null, copying }: Partial<Pick<HelpedContext, 'helper' | 'copying'>> = {},
): Promise<void> {
  const db = dbOf(em)
  const { table, stageName, goneName } = stage
  if (stage.columns) return storeColumns(em, stage.columns, goneName, organizationId, number, helper, copying)
  await addToRollups(em, stage, organizationId, number)
  const keys = sql.raw(table.key.join(', '))
  await sql`update ${sql.table(table.name)} set superseded_by = ${number}
    where organization_id = ${organizationId} and (${keys}) in (select ${keys} from ${sql.raw(goneName)})`.execute(db)
  const columns = sql.raw(table.columns.map(column => column.name).join(', '))
  // In the order of the clustered key: the insert then appends instead of splitting pages all over the table.
  const order = sql.raw(table.key.filter(name => name !== 'snapshot').join(', '))
  await sql`insert into ${sql.table(table.name)} (organization_id, snapshot, origin_snapshot, origin_row, ${columns})
    select ${sql.lit(organizationId)}, ${sql.lit(number)}, origin_snapshot, origin_row, ${columns}
    from ${sql.raw(stageName)} where state <> ${sql.lit(UNCHANGED)} order by ${order}`.execute(db)
}

import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'

/** The viewer's organization. */
export interface OrganizationRecord {
  readonly id: number
  readonly name: string
  readonly baseCurrency: string
  readonly fiscalYearStart: number
  readonly dataVersion: number
}

export async function readOrganization(em: SqlEntityManager, viewer: Member): Promise<OrganizationRecord> {
  const row = await dbOf(em)
    .selectFrom('organization')
    .selectAll()
    .where('id', '=', viewer.organizationId)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    name: row.name,
    baseCurrency: row.base_currency,
    fiscalYearStart: row.fiscal_year_start,
    dataVersion: row.data_version,
  }
}

import { isCurrency } from '../datasets/currency.ts'
import type { Db } from '../db/tables.ts'
import { BadInput } from '../errors.ts'

export interface NewOrganization {
  readonly name: string
  /** ISO 4217; fixed once invoices are stored. */
  readonly baseCurrency: string
  /** First month of the fiscal year, 1 to 12. */
  readonly fiscalYearStart: number
}

/** Makes an empty organization, inside the caller's transaction. Names are unique on a server. */
export async function createOrganization(db: Db, organization: NewOrganization, now: number): Promise<number> {
  const name = organization.name.trim()
  if (name === '' || name.length > 300)
    throw new BadInput('Creating an organization: its name must have 1 to 300 characters')
  if (!isCurrency(organization.baseCurrency))
    throw new BadInput(
      `Creating an organization: "${organization.baseCurrency}" is no currency; give an ISO 4217 code such as USD`,
    )
  const { fiscalYearStart } = organization
  if (!Number.isInteger(fiscalYearStart) || fiscalYearStart < 1 || fiscalYearStart > 12)
    throw new BadInput(
      `Creating an organization: the fiscal year starts in a month from 1 to 12, not ${fiscalYearStart}`,
    )
  if (await db.selectFrom('organization').select('id').where('name', '=', name).executeTakeFirst())
    throw new BadInput(
      `Creating an organization: there is one named "${name}" already; use create-user to add people to it`,
    )
  const { id } = await db
    .insertInto('organization')
    .values({
      name,
      base_currency: organization.baseCurrency,
      fiscal_year_start: fiscalYearStart,
      default_cost_rate: null,
      last_snapshot: 0,
      data_version: 0,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

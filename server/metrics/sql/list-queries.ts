import { sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { changesOf, rowsOf, type Tenant } from './tenant.ts'

// Short lists, read whole and computed with in memory.

export const licenseQuery = (db: Db, tenant: Tenant) =>
  db
    .selectFrom('license_row')
    .select([
      'client_id',
      'product_id',
      'vendor_id',
      'seats_purchased',
      'seats_assigned',
      'seats_used',
      'seats_billed',
      'cost_per_seat',
      'total_cost',
      'billing_period',
      'start_day',
      'end_day',
      'is_active',
    ])
    .where(rowsOf(tenant))

export const staffQuery = (db: Db, tenant: Tenant) =>
  db
    .selectFrom('staff_row')
    .select([
      'row_key',
      'name',
      'normal_name',
      'email',
      'capacity',
      'cost_rate',
      'billing_rate',
      'team_id',
      'start_day',
      'end_day',
    ])
    .where(rowsOf(tenant))
    .orderBy('row_key')

/** Everybody whom a time log ever named. */
export const personQuery = (db: Db, { organizationId }: Tenant) =>
  db
    .selectFrom('person')
    .select(['id', 'name', 'normal_name', 'email'])
    .where('organization_id', '=', organizationId)
    .orderBy('id')

export const termQuery = (db: Db, { organizationId }: Tenant) =>
  db.selectFrom('term').select(['id', 'kind', 'label', 'normal']).where('organization_id', '=', organizationId)

/** All versions up to then, oldest first: a client that was removed keeps the name it had. */
export const clientQuery = (db: Db, { organizationId, asOf }: Tenant) =>
  db
    .selectFrom('client_row')
    .select(['client_id', 'name', 'normal_name', 'external_id', 'industry_id'])
    .where('organization_id', '=', organizationId)
    .$if(asOf !== null, query => query.where('snapshot', '<=', asOf))
    .orderBy('client_id')
    .orderBy('snapshot')
    .orderBy('row')

export const budgetQuery = (db: Db, tenant: Tenant) =>
  db.selectFrom('budget_row').select(['month', 'measure', 'client_id', 'amount']).where(rowsOf(tenant))

export const rateQuery = (db: Db, tenant: Tenant) =>
  db
    .selectFrom('fx_rate_row')
    .select(['day', 'from_currency', 'to_currency', 'rate'])
    .where(rowsOf(tenant))
    .orderBy('day')

/** First and last month with an invoice, whatever its status; no row where there is none. */
export const invoiceMonthsQuery = (db: Db, tenant: Tenant) =>
  db
    .selectFrom('invoice_row')
    .select(eb => [eb.fn.min('month').as('first'), eb.fn.max('month').as('last')])
    .where(rowsOf(tenant))
    .having(sql`count(*)`, '>', 0)

/** An invoice in another currency, whenever it was in force. */
export const anyForeignInvoiceQuery = (db: Db, { organizationId }: Tenant) =>
  db
    .selectFrom('invoice_row')
    .select('is_foreign')
    .where('organization_id', '=', organizationId)
    .where('is_foreign', '=', sql.lit(1))
    .limit(1)

/** First and last month with time of each person. */
export const personMonthsQuery = (db: Db, tenant: Tenant) =>
  db
    .selectFrom(
      db
        .selectFrom('time_person_month')
        .select(['person_id', 'month'])
        .where(changesOf(tenant))
        .groupBy(['person_id', 'month'])
        .having(sql`sum(rows)`, '>', 0)
        .as('worked'),
    )
    .select(eb => ['person_id', eb.fn.min('month').as('first'), eb.fn.max('month').as('last')])
    .groupBy('person_id')

export const snapshotQuery = (db: Db, { organizationId, asOf }: Tenant) =>
  db
    .selectFrom('snapshot')
    .select([
      'number',
      'uid',
      'dataset',
      'created_at',
      'row_count',
      'rejected_count',
      'first_day',
      'last_day',
      'quality',
      'corrects',
      'reverts',
      'reverted_by',
    ])
    .where('organization_id', '=', organizationId)
    .$if(asOf !== null, query => query.where('number', '<=', asOf))
    .orderBy('number')

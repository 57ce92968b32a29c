import type { SqlEntityManager } from '@mikro-orm/sql'
import { decodeId } from '../../access/opaque-id.ts'
import { type Member, may } from '../../access/policy.ts'
import { dayOfIso } from '../../analytics/calendar.ts'
import { dialectOf } from '../../db/dialect.ts'
import { readersOf } from '../../db/readers/readers-of.ts'
import { type Db, dbOf } from '../../db/tables.ts'
import { BadInput, Forbidden, NotFound } from '../../errors.ts'
import { Catalogue } from '../catalogue/catalogue.ts'
import { type DefinitionTime, readCustomMetrics } from '../custom/read-custom-metrics.ts'
import type { MetricQuery } from '../metric-query.ts'
import { keptReviews } from '../reviews/kept-reviews.ts'
import { organizationQuery } from '../sql/organization-query.ts'
import { Reading } from './reading.ts'
import { knownOnce, sharedLists } from './shared-lists.ts'

/** What a question is asked of: the data and the definitions, both of a moment. */
export interface OpenReading {
  readonly reading: Reading
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly asOf: number
  readonly dataVersion: number
}

export type AsOf = MetricQuery['asOf']

/**
 * Opens the organization's data as of a snapshot (its id), an instant (the newest snapshot by then) or now.
 * Throws Forbidden without data:read, NotFound for a snapshot that is not there, BadInput for an instant that is none.
 * @param pinned null: now, whatever is committed meanwhile; true: now, as of the newest snapshot at this moment
 */
export async function openReading(
  em: SqlEntityManager,
  viewer: Member,
  { asOf, definitions }: { readonly asOf?: AsOf; readonly definitions: MetricQuery['definitions'] },
  now: number,
  pinned = false,
): Promise<OpenReading> {
  if (!may(viewer, 'data:read')) throw new Forbidden('Reading metrics: it needs data:read, which you do not have')
  const db = dbOf(em)
  const dialect = dialectOf(em)
  const [organization] = (await db.executeQuery(organizationQuery(db, dialect, viewer.organizationId))).rows
  if (!organization) throw new NotFound('Reading metrics: the organization is not there (any more)')
  const moment = asOf
    ? await momentOf(db, viewer.organizationId, asOf)
    : { number: organization.last_snapshot, at: now }
  const time: DefinitionTime =
    definitions === 'NOW' || !asOf ? null : 'instant' in asOf ? { instant: moment.at } : { snapshot: moment.number }
  const tenant = {
    organizationId: organization.id,
    asOf: asOf || pinned ? moment.number : null,
    at: asOf ? moment.at : null,
  }
  // As of a moment nothing changes by uploads.
  const last = tenant.asOf === null ? organization.last_snapshot : null
  const lists = sharedLists(em, [organization.id, organization.data_version, tenant.asOf], last)
  const catalogue = await knownOnce(lists, `catalogue ${JSON.stringify(time)}`, async () => {
    return new Catalogue(await readCustomMetrics(db, organization.id, time))
  })
  return {
    reading: new Reading(
      db,
      dialect,
      tenant,
      {
        id: organization.id,
        baseCurrency: organization.base_currency,
        fiscalYearStart: organization.fiscal_year_start,
        defaultCostRate: organization.default_cost_rate,
      },
      now,
      lists,
      readersOf(em),
      keptReviews(em, organization.id),
    ),
    catalogue,
    asOf: moment.at,
    dataVersion: organization.data_version,
  }
}

/** The organization's data version now: unchanged, everything read since was of one state. */
export async function readDataVersion(em: SqlEntityManager, organizationId: number): Promise<number | undefined> {
  const db = dbOf(em)
  const { rows } = await db.executeQuery(organizationQuery(db, dialectOf(em), organizationId))
  return rows[0]?.data_version
}

async function momentOf(db: Db, organizationId: number, asOf: NonNullable<AsOf>) {
  if ('snapshot' in asOf) {
    const uid = decodeId(asOf.snapshot, 'Snapshot', organizationId)?.[0]
    const row = await db
      .selectFrom('snapshot')
      .select(['number', 'created_at'])
      .where('organization_id', '=', organizationId)
      .where('uid', '=', uid ?? '')
      .executeTakeFirst()
    if (!row) throw new NotFound(`Reading metrics as of a snapshot: there is no snapshot "${asOf.snapshot}"`)
    return { number: row.number, at: row.created_at }
  }
  const at = instantOf(asOf.instant)
  const row = await db
    .selectFrom('snapshot')
    .select(eb => eb.fn.max('number').as('number'))
    .where('organization_id', '=', organizationId)
    .where('created_at', '<=', at)
    .executeTakeFirst()
  return { number: Number(row?.number ?? 0), at }
}

/** The last millisecond of a day for "2026-08-14": what was known by then. */
function instantOf(text: string): number {
  const day = dayOfIso(text)
  if (day !== null) return (day + 1) * 86_400_000 - 1
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i.test(text)
    ? Date.parse(text)
    : Number.NaN
  if (Number.isNaN(at))
    throw new BadInput(
      `Reading metrics as of "${text}": it is no instant; send 2026-08-14T12:00:00Z (with an offset) or a date`,
      'INVALID_AS_OF',
    )
  return at
}

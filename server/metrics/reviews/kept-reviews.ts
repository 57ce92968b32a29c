import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Dialect } from '../../db/dialect.ts'
import type { Db } from '../../db/tables.ts'
import { changedReviewQuery, lastReviewEventQuery, reviewQuery } from '../sql/review-query.ts'
import type { Tenant } from '../sql/tenant.ts'
import { type ReviewsByMetric, reviewsByMetric, withReviews } from './reviews-by-metric.ts'

/** More are not kept, but read each time: they would take tens of megabytes. */
const MOST = 100_000

/** The reviews of some metrics of an organization, as they were when so much had happened to them. */
interface State {
  /** The last thing that happened to any review. */
  readonly event: number
  readonly byMetric: ReviewsByMetric
}

/**
 * The reviews of an organization's results, read once and then only where something happened to them: all that happens
 * to a review is written down with it, numbered in the order of commits. 3,600 reviews of a table take 15 ms to read.
 */
export class KeptReviews {
  #state: State | null = null

  /** Whether these metrics are among what is kept. */
  has = (metrics: readonly string[]): boolean => metrics.every(metric => this.#state?.byMetric.has(metric))

  /** The reviews of all clients and months as they are now; null: there are too many. */
  async read(db: Db, dialect: Dialect, tenant: Tenant, metrics: readonly string[]): Promise<ReviewsByMetric | null> {
    let event = await lastEvent(db, dialect, tenant)
    let state = this.#state ?? { event, byMetric: new Map() }
    for (;;) {
      const brought = await broughtTo(event, state, db, tenant, metrics)
      if (brought === state) break
      state = brought
      const after = await lastEvent(db, dialect, tenant)
      // Else some of it is of later than the rest.
      if (after === event) break
      event = after
    }
    const count = state.byMetric.values().reduce((sum, { size }) => sum + size, 0)
    this.#state = count > MOST ? null : state
    return count > MOST ? null : state.byMetric
  }
}

async function lastEvent(db: Db, dialect: Dialect, { organizationId }: Tenant): Promise<number> {
  const { rows } = await db.executeQuery(lastReviewEventQuery(db, dialect, organizationId))
  return Number(rows[0]?.seq ?? 0)
}

/** What is known, with what happened to it since, and with metrics that were not asked for before. */
async function broughtTo(
  event: number,
  known: State,
  db: Db,
  tenant: Tenant,
  metrics: readonly string[],
): Promise<State> {
  let { byMetric } = known
  if (known.event < event) byMetric = withReviews(byMetric, await changedReviewQuery(db, tenant, known.event).execute())
  const missing = metrics.filter(metric => !byMetric.has(metric))
  if (missing.length > 0) {
    const rows = await reviewQuery(db, tenant, { metrics: missing, clients: null, months: null }).execute()
    byMetric = new Map([...byMetric, ...reviewsByMetric(missing, rows)])
  }
  return byMetric === known.byMetric ? known : { event: Math.max(event, known.event), byMetric }
}

/** Organizations whose reviews are kept, for each database. */
const ORGANIZATIONS = 16

const byDatabase = new WeakMap<object, Map<number, KeptReviews>>()

/** The kept reviews of an organization. Inside a transaction nothing is kept, as its state may never come to be. */
export function keptReviews(
  em: Pick<SqlEntityManager, 'isInTransaction' | 'getDriver'>,
  organizationId: number,
): KeptReviews | null {
  if (em.isInTransaction()) return null
  const database = em.getDriver()
  const organizations = byDatabase.get(database) ?? new Map<number, KeptReviews>()
  byDatabase.set(database, organizations)
  const kept = organizations.get(organizationId) ?? new KeptReviews()
  // The one used last goes to the end; the first is the one that nobody asked for longest.
  organizations.delete(organizationId)
  organizations.set(organizationId, kept)
  if (organizations.size > ORGANIZATIONS) organizations.delete(organizations.keys().next().value!)
  return kept
}

import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import { normalName } from '../datasets/normal-name.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import type { Db } from '../db/tables.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { BadInput, Forbidden, TooLarge } from '../errors.ts'
import type { MetricQueryInput } from '../metrics/metric-query.ts'
import { parseMetricQuery } from '../metrics/parse-metric-query.ts'
import { checkMayAsk } from './check-may-ask.ts'
import { isOwn, type SavedQueryRecord, savedQueryOf } from './saved-query.ts'

export interface QueryToSave {
  /** 1 to 100 characters. */
  readonly name: string
  readonly query: MetricQueryInput
  /** Whether everybody in the organization is to see it. */
  readonly shared: boolean
}

/** Most saved queries of one person. */
const MAX_OWN = 500

/**
 * Keeps a metric query under a name, in place of the viewer's own one of that name. Nothing else of the organization
 * changes. Throws Forbidden for sharing without queries:share, for a key that may only read, and for a query the viewer
 * may not ask themselves; BadInput for a query that makes no sense, and (NAME_TAKEN) for sharing under a name that
 * somebody else shares; TooLarge beyond 500 of one's own.
 */
export async function saveQuery(
  em: SqlEntityManager,
  viewer: Member,
  input: QueryToSave,
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<SavedQueryRecord> {
  checkMaySave(viewer, input.shared)
  const query = parseMetricQuery(input.query)
  const name = input.name.trim()
  const normal = normalName(name)
  return await writeIn(em, gate, async db => {
    const { organizationId } = viewer
    await lockOrganization(db, organizationId)
    await checkMayAsk(db, viewer, query)
    const others = await readPlaces(db, organizationId)
    const own = others.find(other => isOwn(savedBy(other), viewer) && other.normal === normal)
    const taken = others.some(other => other.shared === 1 && other.normal === normal && other !== own)
    if (input.shared && taken)
      throw new BadInput(
        `Sharing the query "${name}": somebody else shares one of that name; choose another name`,
        'NAME_TAKEN',
      )
    if (!own && others.filter(other => isOwn(savedBy(other), viewer)).length >= MAX_OWN)
      throw new TooLarge(`Saving the query "${name}": you have ${MAX_OWN}, which is the limit; delete some first`)
    const id = own?.id ?? others.reduce((highest, other) => Math.max(highest, other.id), 0) + 1
    const row = {
      ...{ id, name, normal, query: JSON.stringify(query), shared: input.shared ? 1 : 0 },
      ...{ created_by: viewer.userId ?? -1, created_at: own?.created_at ?? now, updated_at: now },
    }
    await db.deleteFrom('saved_query').where('organization_id', '=', organizationId).where('id', '=', id).execute()
    await db
      .insertInto('saved_query')
      .values({ organization_id: organizationId, ...row })
      .execute()
    // By reference: names and filters may name people, and the log keeps none.
    await recordEvent(db, organizationId, viewer, {
      ...{ at: now, action: own ? 'saved_query.changed' : 'saved_query.saved', subject: `SavedQuery:${id}` },
      details: { shared: input.shared, metrics: query.metrics, groupBy: query.groupBy },
    })
    return savedQueryOf(row)
  })
}

/** Everybody who reads keeps queries of their own; a key that was made to read makes no changes for its maker. */
export function checkMaySave(viewer: Member, shared: boolean): void {
  if (shared && !may(viewer, 'queries:share'))
    throw new Forbidden(
      'Sharing a query: it needs queries:share, which you do not have; save it for yourself',
      'queries:share',
    )
  if (viewer.apiKeyId !== null && !may(viewer, 'queries:share'))
    throw new Forbidden(
      'Saving a query with an API key: the key needs queries:share, which it does not have',
      'queries:share',
    )
}

const savedBy = (place: { readonly created_by: number }) => ({ createdBy: place.created_by })

const readPlaces = (db: Db, organizationId: number) =>
  db
    .selectFrom('saved_query')
    .select(['id', 'normal', 'shared', 'created_by', 'created_at'])
    .where('organization_id', '=', organizationId)
    .execute()

import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../../access/policy.ts'
import type { MetricQuery } from '../metric-query.ts'
import { type AsOf, type OpenReading, openReading, readDataVersion } from './open-reading.ts'

/** Tries before a question is read as of the newest snapshot at that moment, which later ones do not touch. */
const TRIES = 3

/**
 * Reads from one state of the data, though it takes several statements: an upload in between would mix two, so
 * everything is read again. Without asOf only.
 */
export async function readSteadily<T>(
  em: SqlEntityManager,
  viewer: Member,
  moment: { readonly asOf?: AsOf; readonly definitions: MetricQuery['definitions'] },
  now: number,
  read: (open: OpenReading) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const open = await openReading(em, viewer, moment, now)
    const result = await read(open)
    if (moment.asOf || (await readDataVersion(em, viewer.organizationId)) === open.dataVersion) return result
  }
  return await read(await openReading(em, viewer, moment, now, true))
}

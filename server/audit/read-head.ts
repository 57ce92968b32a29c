import type { Db } from '../db/tables.ts'
import type { Anchor } from './chain-check.ts'

/** The last entry of a log, to be printed on exports and reports as an anchor; null for an empty log. */
export async function readHead(db: Db, organizationId: number): Promise<Anchor | null> {
  const last = await db
    .selectFrom('audit_event')
    .select(['seq', 'hash'])
    .where('organization_id', '=', organizationId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ?? null
}

import type { Db } from '../../db/tables.ts'
import { type StoredTerm, storedTermOf } from './ask-term.ts'

/**
 * Grows with every change of the organization's own words: no word is ever deleted, and each change makes its version
 * one higher. What was made of an equal version of them holds.
 */
export async function readTermsVersion(db: Db, organizationId: number): Promise<number> {
  const row = await db
    .selectFrom('ask_term')
    .select(eb => eb.fn.sum('version').as('version'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return Number(row?.version ?? 0)
}

/** The words that mean something: those that were approved and not retired. */
export async function readApprovedTerms(db: Db, organizationId: number): Promise<StoredTerm[]> {
  const rows = await db
    .selectFrom('ask_term')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'APPROVED')
    .orderBy('id')
    .execute()
  return rows.map(storedTermOf)
}

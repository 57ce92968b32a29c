import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../../access/policy.ts'
import { type Db, dbOf } from '../../db/tables.ts'
import { openReading } from '../../metrics/plan/open-reading.ts'
import { type AskTermRecord, type AskTermStatus, type StoredTerm, storedTermOf } from './ask-term.ts'
import { readTermMeanings, type TermMeanings } from './term-meanings.ts'

/**
 * The organization's own words whose meaning the viewer may see, by word; those whose meaning is gone only for those
 * who may retire them. Throws Forbidden without data:read.
 */
export async function readAskTerms(
  em: SqlEntityManager,
  viewer: Member,
  { now, status }: { readonly now: number; readonly status: AskTermStatus | null },
): Promise<AskTermRecord[]> {
  const meanings = await readTermMeanings(await openReading(em, viewer, { definitions: 'NOW' }, now), viewer)
  const stored = await readStoredTerms(dbOf(em), viewer.organizationId)
  return stored
    .filter(term => status === null || term.status === status)
    .flatMap(term => visibleTerm(term, meanings, viewer) ?? [])
    .sort((a, b) => (a.normal < b.normal ? -1 : a.normal > b.normal ? 1 : a.id - b.id))
}

export async function askTermsByIds(
  em: SqlEntityManager,
  viewer: Member,
  ids: readonly number[],
  now: number,
): Promise<Map<number, AskTermRecord>> {
  const terms = await readAskTerms(em, viewer, { now, status: null })
  return new Map(terms.filter(({ id }) => ids.includes(id)).map(term => [term.id, term]))
}

export async function readStoredTerms(db: Db, organizationId: number): Promise<StoredTerm[]> {
  const rows = await db
    .selectFrom('ask_term')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('id')
    .execute()
  return rows.map(storedTermOf)
}

/** The term as the viewer may see it; null: to them it is not there. */
export function visibleTerm(term: StoredTerm, meanings: TermMeanings, viewer: Member): AskTermRecord | null {
  const meaning = meanings.of(term.kind, term.key)
  if (meaning) return { ...term, meaning: meaning.id, meaningName: meaning.label }
  const gone = meanings.isGone(term.kind, term.key) && may(viewer, 'metrics:define')
  return gone ? { ...term, meaning: null, meaningName: null } : null
}

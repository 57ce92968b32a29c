import type { Member } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import type { Db } from '../../db/tables.ts'
import { BadInput, NotFound } from '../../errors.ts'
import { type AskTermRecord, storedTermOf } from './ask-term.ts'
import { visibleTerm } from './read-ask-terms.ts'
import { termDetails } from './term-details.ts'
import type { TermMeanings } from './term-meanings.ts'

/** The term of a number, for somebody who may see what it stands for; else NotFound, as for one that never was. */
export async function findAskTerm(
  db: Db,
  viewer: Member,
  id: number | null,
  meanings: TermMeanings,
  doing: string,
): Promise<AskTermRecord> {
  const row = await db
    .selectFrom('ask_term')
    .selectAll()
    .where('organization_id', '=', viewer.organizationId)
    .where('id', '=', id ?? -1)
    .executeTakeFirst()
  const term = row && visibleTerm(storedTermOf(row), meanings, viewer)
  if (!term) throw new NotFound(`${doing}: there is no such term`)
  return term
}

/** Stores a change of a term, its version one higher, with an entry in the log. */
export async function changeAskTerm(
  db: Db,
  viewer: Member,
  term: AskTermRecord,
  change: Partial<Omit<AskTermRecord, 'version'>>,
  { now, action }: { readonly now: number; readonly action: string },
): Promise<AskTermRecord> {
  const { organizationId } = viewer
  const changed = { ...term, ...change, version: term.version + 1 }
  await db
    .updateTable('ask_term')
    .set({
      ...{ status: changed.status, version: changed.version, comment: changed.comment },
      ...{ decided_by: changed.decidedBy, decided_at: changed.decidedAt },
      ...{ retired_by: changed.retiredBy, retired_at: changed.retiredAt },
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', term.id)
    .execute()
  await recordEvent(db, organizationId, viewer, {
    ...{ at: now, action, subject: `AskTerm:${term.id}`, details: termDetails(changed) },
  })
  return changed
}

/** What is said with a decision, trimmed; null: nothing. */
export function checkedComment(comment: string | null | undefined, doing: string): string | null {
  const said = comment?.trim() ?? ''
  if ([...said].length > 1000) throw new BadInput(`${doing}: the comment is longer than 1,000 characters`)
  return said === '' ? null : said
}

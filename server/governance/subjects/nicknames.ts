import { encodeId } from '../../access/opaque-id.ts'
import type { Db } from '../../db/tables.ts'

/** A person as terms of questions know them: by opaque ids of their staff rows and of the people of time logs. */
export interface Nicknamed {
  readonly rowKeys: readonly number[]
  readonly persons: readonly number[]
}

/** The words that the organization has for a person in questions, whatever became of them. */
export async function readNicknames(db: Db, organizationId: number, { rowKeys, persons }: Nicknamed) {
  const keys = [
    ...rowKeys.map(key => encodeId('Staff', organizationId, key)),
    ...persons.map(id => encodeId('Person', organizationId, id)),
  ]
  return await db
    .selectFrom('ask_term')
    .select(['id', 'term', 'status', 'version', 'proposed_at'])
    .where('organization_id', '=', organizationId)
    .where('kind', '=', 'STAFF')
    .where('meaning', 'in', keys.length > 0 ? keys : [''])
    .orderBy('id')
    .execute()
}

/** Takes a person's nicknames away. The rows stay, out of use: numbers and versions of terms are never used again. */
export async function eraseNicknames(
  db: Db,
  organizationId: number,
  nicknames: readonly { readonly id: number }[],
  pseudonym: string,
  now: number,
): Promise<void> {
  for (const { id } of nicknames)
    await db
      .updateTable('ask_term')
      .set(eb => ({
        ...{ term: pseudonym, normal: pseudonym.toLowerCase(), meaning: '', comment: null },
        ...{ status: 'RETIRED', retired_at: eb.fn.coalesce('retired_at', eb.val(now)), version: eb('version', '+', 1) },
      }))
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute()
}

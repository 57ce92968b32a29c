import type { TermKind } from '../../db/entities/term.ts'
import type { Db } from '../../db/tables.ts'
import { clientQuery, personQuery, staffQuery, termQuery } from '../sql/list-queries.ts'
import type { Tenant } from '../sql/tenant.ts'
import { type People, people } from './people.ts'

export interface ClientName {
  readonly id: number
  readonly name: string
  readonly normalName: string
  readonly externalId: string | null
  readonly industryId: number | null
}

export interface TermName {
  readonly kind: TermKind
  readonly label: string
  readonly normal: string
}

/** What ids mean in an organization; the parts that nobody needs are empty. */
export interface Names {
  readonly organizationId: number
  readonly clients: ReadonlyMap<number, ClientName>
  readonly terms: ReadonlyMap<number, TermName>
  readonly people: People
}

export async function readClientNames(db: Db, tenant: Tenant): Promise<ReadonlyMap<number, ClientName>> {
  const rows = await clientQuery(db, tenant).execute()
  // Oldest first, so that the newest version stays.
  return new Map(
    rows.map(row => [
      row.client_id,
      {
        id: row.client_id,
        name: row.name,
        normalName: row.normal_name,
        externalId: row.external_id,
        industryId: row.industry_id,
      },
    ]),
  )
}

export async function readTermNames(db: Db, tenant: Tenant): Promise<ReadonlyMap<number, TermName>> {
  const rows = await termQuery(db, tenant).execute()
  return new Map(rows.map(row => [row.id, row]))
}

/**
 * Who is who as of then. Persons keep their name when no time log has it any more: those are nobody.
 * @param named the persons whom time logs name as of then
 */
export async function readPeople(
  db: Db,
  tenant: Tenant,
  named: { readonly has: (person: number) => boolean },
): Promise<People> {
  const persons = await personQuery(db, tenant).execute()
  return people(
    await staffQuery(db, tenant).execute(),
    persons.filter(({ id }) => named.has(id)),
  )
}

import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Db, dbOf } from '../../db/tables.ts'
import type { RowNames, StoredRow } from './row-text.ts'

const numbersIn = (rows: readonly StoredRow[], columns: readonly string[]): number[] => [
  ...new Set(rows.flatMap(row => columns.map(column => row[column])).filter(value => typeof value === 'number')),
]

const TERM_COLUMNS = ['industry_id', 'service_line_id', 'project_id', 'product_id', 'vendor_id', 'team_id']

/** Looks up the names that these rows refer to; clients by their newest row, also where it is no longer in force. */
export async function readRowNames(
  em: SqlEntityManager,
  organizationId: number,
  rows: readonly StoredRow[],
): Promise<RowNames> {
  const db: Db = dbOf(em)
  const clientIds = numbersIn(rows, ['client_id'])
  const termIds = numbersIn(rows, TERM_COLUMNS)
  const personIds = numbersIn(rows, ['person_id'])
  const clients = clientIds.length
    ? await db
        .selectFrom('client_row')
        .select(['client_id', 'name'])
        .where('organization_id', '=', organizationId)
        .where('client_id', 'in', clientIds)
        .orderBy('snapshot')
        .execute()
    : []
  const terms = termIds.length
    ? await db
        .selectFrom('term')
        .select(['id', 'label'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', termIds)
        .execute()
    : []
  const people = personIds.length
    ? await db
        .selectFrom('person')
        .select(['id', 'name', 'email'])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', personIds)
        .execute()
    : []
  const clientNames = new Map(clients.map(client => [client.client_id, client.name]))
  const labels = new Map(terms.map(term => [term.id, term.label]))
  const persons = new Map(people.map(person => [person.id, person]))
  return {
    client: id => clientNames.get(id) ?? null,
    term: id => labels.get(id) ?? null,
    person: id => persons.get(id) ?? null,
  }
}

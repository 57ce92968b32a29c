import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dbOf } from '../../db/tables.ts'
import { readRowNames } from '../changes/read-row-names.ts'
import { rowChange } from '../changes/row-change.ts'
import type { RowNames, StoredRow } from '../changes/row-text.ts'
import type { RowChange } from '../import-outcome.ts'
import type { ComparedSheet } from './compare-sheet.ts'
import { UNCHANGED } from './row-state.ts'

/** The first rows that storing a compared sheet would add, change or remove. */
export async function previewChanges(
  em: SqlEntityManager,
  compared: ComparedSheet,
  limit: number,
): Promise<RowChange[]> {
  const db = dbOf(em)
  const { stage, request, context } = compared
  const { table, stageName, goneName } = stage
  const organizationId = request.by.organizationId
  const match = (left: string, right: string) =>
    sql.raw(table.key.map(name => `${left}${name} = ${right}${name}`).join(' and '))
  const staged = (
    await sql<StoredRow>`select * from ${sql.raw(stageName)} where state <> ${sql.lit(UNCHANGED)} order by row limit ${limit}`.execute(
      db,
    )
  ).rows
  const replaced = (
    await sql<StoredRow>`select t.* from ${sql.table(table.name)} as t join
    (select * from ${sql.raw(stageName)} where state <> ${sql.lit(UNCHANGED)} order by row limit ${limit}) as s
    on t.organization_id = ${organizationId} and ${match('t.', 's.old_')}`.execute(db)
  ).rows
  const removed = (
    await sql<StoredRow>`select t.* from ${sql.raw(goneName)} as g
    join ${sql.table(table.name)} as t on t.organization_id = ${organizationId} and ${match('t.', 'g.')}
    where g.replaced = 0
    order by t.snapshot, t.row limit ${limit - staged.length}`.execute(db)
  ).rows
  const stored = await readRowNames(em, organizationId, [...staged, ...replaced, ...removed])
  const text = { names: withNew(stored, compared), baseCurrency: context.baseCurrency }
  const keyOf = (row: StoredRow, prefix: string) => table.key.map(name => row[`${prefix}${name}`]).join(':')
  const old = new Map(replaced.map(row => [keyOf(row, ''), row]))
  return [
    ...staged.map(row => rowChange(request.dataset, old.get(keyOf(row, 'old_')) ?? null, row, text)),
    ...removed.map(row => rowChange(request.dataset, row, null, text)),
  ]
}

/** Names that only the sheet knows so far. */
function withNew(stored: RowNames, { context }: ComparedSheet): RowNames {
  const terms = new Map(context.dictionary.newTerms.map(term => [term.id, term.label]))
  const people = new Map(context.dictionary.newPeople.map(person => [person.id, person]))
  return {
    client: id => stored.client(id) ?? context.directory.nameOf(id),
    term: id => stored.term(id) ?? terms.get(id) ?? null,
    person: id => stored.person(id) ?? people.get(id) ?? null,
  }
}

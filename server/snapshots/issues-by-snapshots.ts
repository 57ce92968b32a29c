import { sql } from 'kysely'
import type { Severity } from '../datasets/dataset.ts'
import { beyondKey, type Page, pageOrder, type Slice, sliceOf } from '../db/keyset.ts'
import type { Db } from '../db/tables.ts'
import type { StoredIssue } from './read-snapshots.ts'

/** SQLite joins at most 500 selects into one statement. */
const SNAPSHOTS_A_STATEMENT = 400

/** One page of issues for each of many snapshots, in the sheet's order, by one statement for up to 400 snapshots. */
export async function issuesBySnapshots(
  db: Db,
  organizationId: number,
  snapshots: readonly number[],
  severity: Severity | null,
  page: Page,
): Promise<Map<number, Slice<StoredIssue>>> {
  const found = new Map<number, StoredIssue[]>(snapshots.map(number => [number, []]))
  const seq = [sql.ref('seq')]
  for (let start = 0; start < snapshots.length; start += SNAPSHOTS_A_STATEMENT) {
    const pages = snapshots.slice(start, start + SNAPSHOTS_A_STATEMENT).map(
      number => sql`select * from (select snapshot, seq, row, column_name as "column", value, code, message, severity,
        suggestion from row_issue where organization_id = ${organizationId} and snapshot = ${number}
        and ${severity === null ? sql`1 = 1` : sql`severity = ${severity}`} and ${beyondKey(seq, 'ASC', page)}
        ${pageOrder(seq, 'ASC', page)}) p`,
    )
    const { rows } = await sql<StoredIssue & { snapshot: number }>`${sql.join(pages, sql` union all `)}`.execute(db)
    for (const { snapshot, ...issue } of rows) found.get(snapshot)?.push(issue)
  }
  const sign = page.backward ? -1 : 1
  return new Map(
    [...found].map(([number, issues]) => [
      number,
      sliceOf(
        issues.sort((a, b) => sign * (a.seq - b.seq)),
        page,
      ),
    ]),
  )
}

/** How many issues each of the snapshots has. */
export async function issueCountsBySnapshots(
  db: Db,
  organizationId: number,
  snapshots: readonly number[],
  severity: Severity | null,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('row_issue')
    .select(eb => ['snapshot', eb.fn.countAll<number>().as('count')])
    .where('organization_id', '=', organizationId)
    .where('snapshot', 'in', [...snapshots])
    .$if(severity !== null, query => query.where('severity', '=', severity as Severity))
    .groupBy('snapshot')
    .execute()
  return new Map(rows.map(row => [row.snapshot, Number(row.count)]))
}

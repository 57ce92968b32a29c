import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dbOf } from '../../db/tables.ts'
import type { Findings } from './findings.ts'
import { NEW, UNCHANGED } from './row-state.ts'
import { inForceMonths, inMonth, overlapOf } from './rows/license-months.ts'
import type { Stage } from './stage.ts'

interface Pair {
  readonly row: number
  readonly start: number | null
  readonly end: number | null
  readonly product: string | null
  readonly stored_snapshot: number
  readonly stored_row: number
  readonly stored_start: number | null
  readonly stored_end: number | null
}

/**
 * Warns where a license of the sheet runs beside one of the same client and product that an earlier upload brought and
 * this one neither names nor removes: an export whose start dates moved would otherwise count twice without a word.
 */
export async function noteLicenseOverlaps(
  em: SqlEntityManager,
  { stageName, goneName }: Stage,
  findings: Findings,
  organizationId: number,
): Promise<void> {
  const { rows } = await sql<Pair>`
    select s.row as row, s.start_day as start, s.end_day as end, term.label as product,
      t.snapshot as stored_snapshot, t.row as stored_row, t.start_day as stored_start, t.end_day as stored_end
    from ${sql.raw(stageName)} as s
    cross join license_row as t
    left join term on term.organization_id = t.organization_id and term.id = t.product_id
    where t.organization_id = ${organizationId} and t.client_id = s.client_id and t.product_id = s.product_id
      and t.superseded_by is null and t.is_active = 1 and s.is_active = 1 and s.state <> ${sql.lit(UNCHANGED)}
      and t.row_key not in (select row_key from ${sql.raw(stageName)} where state <> ${sql.lit(NEW)})
      and (t.client_id, t.product_id, t.snapshot, t.row) not in (select client_id, product_id, snapshot, row from ${sql.raw(goneName)})
    order by s.row, t.snapshot, t.row`.execute(dbOf(em))
  const told = new Set<number>()
  for (const pair of rows) {
    const [own, stored] = [
      inForceMonths(nullable(pair.start), nullable(pair.end)),
      inForceMonths(nullable(pair.stored_start), nullable(pair.stored_end)),
    ]
    if (told.has(Number(pair.row)) || !overlapOf(own, stored)) continue
    told.add(Number(pair.row))
    await findings.addIssues([
      {
        row: Number(pair.row),
        column: 'product',
        value: pair.product,
        code: 'LICENSE_OVERLAP',
        message: `Row ${pair.stored_row} of snapshot ${pair.stored_snapshot} is the same product of the same client${inMonth(own, stored)}: both count; end that one, or replace the list`,
        severity: 'WARNING',
        suggestion: null,
      },
    ])
  }
}

/** PostgreSQL gives 64-bit integers as text. */
const nullable = (value: number | string | null): number | null => (value === null ? null : Number(value))

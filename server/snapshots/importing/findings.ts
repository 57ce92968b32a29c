import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import type { RowIssue, Severity } from '../../datasets/dataset.ts'
import { type BulkInsert, bulkInsert } from '../../db/bulk-insert.ts'
import { dbOf } from '../../db/tables.ts'
import type { RejectedCells } from '../reading/sheet.ts'

const ISSUE_COLUMNS = [
  { name: 'seq', type: 'int' },
  { name: 'row', type: 'int' },
  { name: 'column_name', type: 'text' },
  { name: 'value', type: 'text' },
  { name: 'code', type: 'text' },
  { name: 'message', type: 'text' },
  { name: 'severity', type: 'text' },
  { name: 'suggestion', type: 'text' },
] as const
const REJECTED_COLUMNS = [
  { name: 'row', type: 'int' },
  { name: 'cells', type: 'text' },
] as const

/** What an import found wrong, in temporary tables: a file of a million bad rows needs no memory for its issues. */
export class Findings {
  readonly #em: SqlEntityManager
  readonly #insertIssues: BulkInsert
  readonly #insertRejected: BulkInsert
  #seq = 0
  /** Issues so far by severity, and rows rejected. */
  readonly counts: Record<Severity, number> = { ERROR: 0, WARNING: 0, NOTICE: 0 }
  rejected = 0

  constructor(em: SqlEntityManager, insertIssues: BulkInsert, insertRejected: BulkInsert) {
    this.#em = em
    this.#insertIssues = insertIssues
    this.#insertRejected = insertRejected
  }

  async addIssues(issues: readonly RowIssue[]): Promise<void> {
    for (const issue of issues) this.counts[issue.severity]++
    await this.#insertIssues(
      issues.map(issue => [
        ++this.#seq,
        issue.row,
        issue.column,
        issue.value,
        issue.code,
        issue.message,
        issue.severity,
        issue.suggestion,
      ]),
    )
  }

  async addRejected(rows: readonly RejectedCells[]): Promise<void> {
    this.rejected += rows.length
    await this.#insertRejected(rows.map(({ row, cells }) => [row, JSON.stringify(cells)]))
  }

  /** The first issues in the sheet's order. */
  async first(limit: number): Promise<RowIssue[]> {
    const { rows } = await sql<{
      row: number
      column_name: string | null
      value: string | null
      code: string
      message: string
      severity: Severity
      suggestion: string | null
    }>`select row, column_name, value, code, message, severity, suggestion from stage_issue order by row, seq limit ${limit}`.execute(
      dbOf(this.#em),
    )
    return rows.map(({ column_name: column, ...rest }) => ({ ...rest, column }))
  }

  /** How often each code was found among the rows that are kept. */
  async countOf(codes: readonly string[]): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(distinct row) as count from stage_issue
      where code in (${sql.join(codes)})`.execute(dbOf(this.#em))
    return Number(rows[0]?.count ?? 0)
  }

  /** Keeps them with snapshot `number`, issues in the sheet's order. */
  async store(em: SqlEntityManager, organizationId: number, number: number): Promise<void> {
    const db = dbOf(em)
    await sql`insert into row_issue (organization_id, snapshot, seq, row, column_name, value, code, message, severity, suggestion)
      select ${sql.lit(organizationId)}, ${sql.lit(number)}, row_number() over (order by row, seq), row, column_name, value, code, message,
        severity, suggestion from stage_issue`.execute(db)
    await sql`insert into rejected_row (organization_id, snapshot, row, cells)
      select ${sql.lit(organizationId)}, ${sql.lit(number)}, row, cells from stage_rejected`.execute(db)
  }
}

export async function createFindings(em: SqlEntityManager): Promise<Findings> {
  await dropFindings(em)
  const columnsOf = (columns: readonly { name: string; type: string }[]) =>
    columns.map(column => `${column.name} ${column.type === 'int' ? 'bigint' : 'text'}`).join(', ')
  await sql.raw(`create temporary table stage_issue (${columnsOf(ISSUE_COLUMNS)})`).execute(dbOf(em))
  await sql.raw(`create temporary table stage_rejected (${columnsOf(REJECTED_COLUMNS)})`).execute(dbOf(em))
  return new Findings(
    em,
    await bulkInsert(em, 'stage_issue', ISSUE_COLUMNS),
    await bulkInsert(em, 'stage_rejected', REJECTED_COLUMNS),
  )
}

export async function dropFindings(em: SqlEntityManager): Promise<void> {
  await sql.raw('drop table if exists stage_issue').execute(dbOf(em))
  await sql.raw('drop table if exists stage_rejected').execute(dbOf(em))
}

import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dbOf } from '../../db/tables.ts'
import { type Stage, UNCHANGED } from './stage.ts'

/** A rollup as SQL over the rows of one fact: where a row goes, what it adds, which rows it takes. */
interface Rollup {
  readonly table: 'time_month' | 'time_open_month' | 'time_person_month' | 'invoice_month'
  readonly fact: 'time_log_row' | 'invoice_row'
  /** Grain: column → expression over a row. */
  readonly grain: Readonly<Record<string, string>>
  /** Measure → whole-number expression over a row. */
  readonly measures: Readonly<Record<string, string>>
  readonly where: string
}

const timeSums = {
  rows: '1',
  hours: 'hours',
  billable_hours: 'hours * billable',
  cost: 'hours * coalesce(cost_rate, 0)',
  value: 'hours * billable * coalesce(rate, 0)',
}

/** What needs a rate from the staff list. */
const openSums = {
  cost_rows: 'case when cost_rate is null then 1 else 0 end',
  cost_hours: 'case when cost_rate is null then hours else 0 end',
  billing_cost: 'case when cost_rate is null then hours * coalesce(rate, 0) else 0 end',
  bare_rows: 'case when cost_rate is null and rate is null then 1 else 0 end',
  value_rows: 'case when rate is null then billable else 0 end',
  value_hours: 'case when rate is null then hours * billable else 0 end',
}

const rollups: readonly Rollup[] = [
  {
    table: 'time_month',
    fact: 'time_log_row',
    grain: { client_id: 'client_id', month: 'month' },
    measures: timeSums,
    where: '1 = 1',
  },
  {
    table: 'time_open_month',
    fact: 'time_log_row',
    grain: { client_id: 'client_id', month: 'month', person_id: 'person_id' },
    measures: { ...openSums, bare_hours: 'case when cost_rate is null and rate is null then hours else 0 end' },
    where: '(cost_rate is null or (rate is null and billable = 1))',
  },
  {
    table: 'time_person_month',
    fact: 'time_log_row',
    grain: { person_id: 'person_id', work_type: "coalesce(work_type, '')", month: 'month' },
    measures: { ...timeSums, ...openSums },
    where: '1 = 1',
  },
  {
    table: 'invoice_month',
    fact: 'invoice_row',
    grain: { client_id: 'client_id', month: 'month', service_line_id: 'coalesce(service_line_id, 0)' },
    measures: {
      rows: '1',
      net: 'net',
      tax: 'coalesce(tax, 0)',
      tax_rows: 'case when tax is null then 0 else 1 end',
      billed: 'total',
      paid: "case when status = 'paid' then total else 0 end",
      overdue: "case when status = 'overdue' then total else 0 end",
      pending_rows: "case when status = 'pending' then 1 else 0 end",
    },
    where: "is_foreign = 0 and status in ('pending', 'paid', 'overdue', 'credit')",
  },
]

/** The SELECT that sums a rollup over rows of `source`; `sign` is 1 or -1. */
const contributionSql = (rollup: Rollup, source: string, sign: 1 | -1, where: string): string =>
  `select ${Object.entries(rollup.grain)
    .map(([name, expression]) => `${expression} as ${name}`)
    .join(', ')}, ${Object.entries(rollup.measures)
    .map(([name, expression]) => `${sign < 0 ? '-' : ''}(${expression}) as ${name}`)
    .join(', ')} from ${source} where ${rollup.where} and ${where}`

/**
 * Adds what a snapshot changes to the rollups, as rows of its own number: what it brings minus what it takes away.
 * Whole numbers only, so that the rows of a revert cancel those of the snapshot it undoes exactly.
 */
export async function addToRollups(
  em: SqlEntityManager,
  stage: Stage,
  organizationId: number,
  number: number,
): Promise<void> {
  const { table, stageName, goneName } = stage
  for (const rollup of rollups) {
    if (rollup.fact !== table.name) continue
    const grain = Object.keys(rollup.grain).join(', ')
    const measures = Object.keys(rollup.measures)
    const sums = measures.map(name => `sum(${name})`)
    const match = table.key.map(name => `t.${name} = g.${name}`).join(' and ')
    const taken = `(select t.* from ${goneName} as g cross join ${table.name} as t where t.organization_id = ${Number(organizationId)} and ${match}) as old`
    await sql
      .raw(
        `insert into ${rollup.table} (organization_id, snapshot, ${grain}, ${measures.join(', ')})
        select ${Number(organizationId)}, ${Number(number)}, ${grain}, ${sums.join(', ')}
        from (${contributionSql(rollup, stageName, 1, `state <> ${UNCHANGED}`)}
          union all ${contributionSql(rollup, taken, -1, '1 = 1')}) as moved
        group by ${grain} having ${sums.map(term => `${term} <> 0`).join(' or ')}`,
      )
      .execute(dbOf(em))
  }
}

import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dbOf } from '../db/tables.ts'

/**
 * Recomputes every rollup from the rows it stands for, in plain SQL, as of a snapshot (without one: as of the newest),
 * and says where the stored sums differ. Empty: all agree. Groups that cancel to nothing are no difference.
 */
export async function rollupDifferences(
  em: SqlEntityManager,
  organizationId: number,
  snapshot = Number.MAX_SAFE_INTEGER,
): Promise<string[]> {
  const differences: string[] = []
  for (const [table, { keys, sums, source, where }] of Object.entries(rollups)) {
    const names = Object.keys(sums)
    const stored = await sumsBy(
      em,
      `select ${selected(keys, name => name)}, ${selected(sums, name => `sum(${name})`)} from ${table}
       where organization_id = ${organizationId} and snapshot <= ${snapshot} group by ${Object.keys(keys).join(', ')}`,
      [Object.keys(keys), names],
    )
    const recomputed = await sumsBy(
      em,
      `select ${selected(keys, name => keys[name]!)}, ${selected(sums, name => `sum(${sums[name]})`)} from ${source}
       where organization_id = ${organizationId} and snapshot <= ${snapshot}
         and (superseded_by is null or superseded_by > ${snapshot}) and ${where}
       group by ${Object.values(keys).join(', ')}`,
      [Object.keys(keys), names],
    )
    for (const key of new Set([...stored.keys(), ...recomputed.keys()])) {
      if (stored.get(key) !== recomputed.get(key))
        differences.push(`${table} ${key}: stored ${stored.get(key)}, from the rows ${recomputed.get(key)}`)
    }
  }
  return differences
}

const selected = (names: Record<string, string>, expression: (name: string) => string): string =>
  Object.keys(names)
    .map(name => `${expression(name)} as ${name}`)
    .join(', ')
const when = (condition: string, value: string): string => `case when ${condition} then ${value} else 0 end`

const rollups: Readonly<
  Record<string, { keys: Record<string, string>; sums: Record<string, string>; source: string; where: string }>
> = {
  time_month: {
    keys: { client_id: 'client_id', month: 'month' },
    source: 'time_log_row',
    where: '1 = 1',
    sums: {
      rows: '1',
      hours: 'hours',
      billable_hours: when('billable = 1', 'hours'),
      cost: when('cost_rate is not null', 'hours * cost_rate'),
      value: when('billable = 1 and rate is not null', 'hours * rate'),
    },
  },
  time_open_month: {
    keys: { client_id: 'client_id', month: 'month', person_id: 'person_id' },
    source: 'time_log_row',
    where: '1 = 1',
    sums: {
      cost_rows: when('cost_rate is null', '1'),
      cost_hours: when('cost_rate is null', 'hours'),
      billing_cost: when('cost_rate is null and rate is not null', 'hours * rate'),
      bare_rows: when('cost_rate is null and rate is null', '1'),
      bare_hours: when('cost_rate is null and rate is null', 'hours'),
      value_rows: when('billable = 1 and rate is null', '1'),
      value_hours: when('billable = 1 and rate is null', 'hours'),
    },
  },
  time_person_month: {
    keys: { month: 'month', person_id: 'person_id', work_type: "coalesce(work_type, '')" },
    source: 'time_log_row',
    where: '1 = 1',
    sums: {
      rows: '1',
      hours: 'hours',
      billable_hours: when('billable = 1', 'hours'),
      cost: when('cost_rate is not null', 'hours * cost_rate'),
      value: when('billable = 1 and rate is not null', 'hours * rate'),
      cost_rows: when('cost_rate is null', '1'),
      cost_hours: when('cost_rate is null', 'hours'),
      billing_cost: when('cost_rate is null and rate is not null', 'hours * rate'),
      bare_rows: when('cost_rate is null and rate is null', '1'),
      value_rows: when('billable = 1 and rate is null', '1'),
      value_hours: when('billable = 1 and rate is null', 'hours'),
    },
  },
  invoice_month: {
    keys: { client_id: 'client_id', month: 'month', service_line_id: 'coalesce(service_line_id, 0)' },
    source: 'invoice_row',
    where: `is_foreign = 0 and status in ('pending', 'paid', 'overdue', 'credit')`,
    sums: {
      rows: '1',
      net: 'net',
      tax: when('tax is not null', 'tax'),
      tax_rows: when('tax is not null', '1'),
      billed: 'total',
      paid: when(`status = 'paid'`, 'total'),
      overdue: when(`status = 'overdue'`, 'total'),
      pending_rows: when(`status = 'pending'`, '1'),
    },
  },
}

async function sumsBy(
  em: SqlEntityManager,
  query: string,
  [keys, names]: readonly [readonly string[], readonly string[]],
): Promise<Map<string, string>> {
  const { rows } = await sql.raw<Record<string, number>>(query).execute(dbOf(em))
  return new Map(
    rows
      .map(row => ({ key: keys.map(key => row[key]).join('/'), sums: names.map(name => Number(row[name] ?? 0)) }))
      .filter(({ sums }) => sums.some(value => value !== 0))
      .map(({ key, sums }) => [key, sums.join(' ')]),
  )
}

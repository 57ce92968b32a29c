import type {
  MetricColumn as ColumnRecord,
  DimensionValue as DimensionRecord,
  MetricRow as RowRecord,
  MetricTable as TableRecord,
} from '../server/metrics/metric-table.ts'
import { readMetricTable } from '../server/metrics/read-metric-table.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { DimensionEnum } from './dimension.ts'
import { memberOf } from './member.ts'
import { UnitEnum } from './metric-definition.ts'
import { MetricQueryInput, plannerQuery } from './metric-query-input.ts'
import { MetricValue } from './metric-value.ts'
import { Period } from './period.ts'
import { Snapshot, snapshotNumbered } from './snapshot-ref.ts'

const ColumnKind = builder.enumType('ColumnKind', {
  description: 'What a column of a table holds.',
  values: {
    DIMENSION: { description: 'What the row is about.' },
    METRIC: { description: 'A value.' },
    CHANGE: { description: 'The difference from what it is compared with.' },
  } as const,
})

const MetricColumn = builder.objectRef<ColumnRecord>('MetricColumn').implement({
  description: 'A column of the flat rows.',
  fields: t => ({
    key: t.exposeString('key', { description: 'Its key in the flat rows.' }),
    label: t.exposeString('label', { description: 'Its heading for people.' }),
    kind: t.expose('kind', { type: ColumnKind, description: 'What it holds.' }),
    unit: t.expose('unit', { type: UnitEnum, nullable: true, description: 'What its numbers count.' }),
    currency: t.exposeString('currency', { nullable: true, description: 'ISO 4217 code, for money.' }),
    format: t.exposeString('format', { nullable: true, description: 'A spreadsheet number format, e.g. "#,##0.00".' }),
  }),
})

const DimensionValue = builder.objectRef<DimensionRecord>('DimensionValue').implement({
  description: 'What a row is about, in one dimension.',
  fields: t => ({
    dimension: t.expose('dimension', { type: DimensionEnum, description: 'The dimension.' }),
    key: t.exposeString('key', { nullable: true, description: 'Stable key; null for a blank.' }),
    label: t.exposeString('label', { description: 'What a person reads; a blank is "(none)".' }),
  }),
})

const MetricRow = builder.objectRef<RowRecord>('MetricRow').implement({
  description: 'A row of a table.',
  fields: t => ({
    key: t.exposeString('key', { description: 'Stable key of the row, made of those of its dimensions.' }),
    dimensions: t.expose('dimensions', {
      type: [DimensionValue],
      description: 'What it is about, in the order of groupBy.',
    }),
    values: t.expose('values', { type: [MetricValue], description: 'Its values, in the order of metrics.' }),
  }),
})

export const MetricTable = builder.objectRef<TableRecord>('MetricTable').implement({
  description: 'The answer to a metric query: rows, totals, and what stands behind them.',
  fields: t => ({
    columns: t.expose('columns', { type: [MetricColumn], description: 'Columns of the flat rows.' }),
    rows: t.expose('rows', { type: [MetricRow], description: 'Rows with the proof of each value.' }),
    flatRows: t.field({
      type: ['JSONObject'],
      description: 'The same as plain objects with the keys of the columns: for BI tools.',
      resolve: table => table.flatRows,
    }),
    totals: t.expose('totals', {
      type: MetricRow,
      description: 'Over everything that where and period select, before having and paging; ratios worked out anew.',
    }),
    totalCount: t.exposeInt('totalCount', { description: 'Rows before paging.' }),
    truncated: t.exposeBoolean('truncated', { description: 'Whether paging left out rows.' }),
    period: t.expose('period', { type: Period, description: 'The days it is about.' }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'When the data was as it was read.' }),
    snapshots: t.field({
      type: [Snapshot],
      description: 'The uploads whose rows stand behind it.',
      resolve: async (table, _args, context) => {
        const found = await Promise.all(table.snapshots.map(number => snapshotNumbered(context, number)))
        return found.filter(snapshot => snapshot !== null)
      },
    }),
    query: t.field({
      type: 'JSONObject',
      description: 'The query with everything resolved: the period as between, defaults filled. It can be asked again.',
      resolve: table => ({ ...table.query }),
    }),
    durationMs: t.exposeFloat('durationMs', { description: 'Milliseconds it took to work out.' }),
  }),
})

interface AboutStaff {
  readonly staff?: readonly string[] | null | undefined
  readonly not?: AboutStaff | null | undefined
}

/** Numbers about people by name are personal data, whichever way the name comes in. */
export function noteStaff(
  { audit }: Pick<Context, 'audit'>,
  {
    groupBy,
    where,
  }: { readonly groupBy?: readonly string[] | null | undefined; readonly where?: AboutStaff | null | undefined },
  table: Pick<TableRecord, 'rows'>,
): void {
  if (groupBy?.includes('STAFF') || where?.staff || where?.not?.staff)
    audit.note('MetricTable.STAFF', table.rows.length)
}

/** What a list of rows is weighed as when the query does not say how many it wants. */
const ROWS_EXPECTED = 500

builder.queryField('metrics', t =>
  t.field({
    type: MetricTable,
    description: 'Answers a question about numbers as a table. Every value carries its proof.',
    authScopes: { scopes: ['data:read'] },
    // Lists inside weigh five times their fields: so many times five rows are asked for.
    complexity: ({ query }) => ({ field: 50, multiplier: Math.max(1, Math.ceil((query.first ?? ROWS_EXPECTED) / 50)) }),
    args: { query: t.arg({ type: MetricQueryInput, required: true, description: 'The question.' }) },
    resolve: async (_root, { query }, context) => {
      const table = await readMetricTable(context.em, memberOf(context), plannerQuery(query), { now: context.now })
      noteStaff(context, query, table)
      return table
    },
  }),
)

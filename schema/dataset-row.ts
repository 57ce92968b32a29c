import { clientRowsByKeys } from '../server/clients/rows/read-client-rows.ts'
import type { ClientDatasetRow, RowSource } from '../server/clients/rows/row-source.ts'
import type { Column, InvoiceLine as Line } from '../server/datasets/dataset.ts'
import { builder, maskedBy } from './builder.ts'
import { Client, clientOf } from './client-ref.ts'
import { fieldNameOf, naturalValue, scalarOf } from './column-value.ts'
import type { Context } from './context.ts'
import { InvoiceLine } from './invoice-line.ts'
import { memberOf } from './member.ts'
import { organizationOf } from './organization.ts'
import { loaderOf } from './request-cache.ts'
import { Snapshot, snapshotNumbered } from './snapshot-ref.ts'

/** A stored row with the currency its amounts are in. */
export interface DatasetRow extends ClientDatasetRow {
  readonly currency: string
}

/** Rows with their currency: their own, else the base currency of the organization. */
export async function withCurrency(context: Context, rows: readonly ClientDatasetRow[]): Promise<DatasetRow[]> {
  const { baseCurrency } = await organizationOf(context)
  return rows.map(row => ({ ...row, currency: String(row.stored.currency ?? baseCurrency) }))
}

/**
 * The type of a dataset's rows, with a field for each declared column: masked where the column has a scope. Columns
 * that the source does not read stand in another one (the line columns of an invoice are its lines).
 */
export function datasetRowType(name: string, source: RowSource, description: string) {
  const Row = builder.objectRef<DatasetRow>(name)
  builder.node(Row, {
    description,
    authScopes: { scopes: ['data:read'] },
    id: { resolve: row => row.key.join(':') },
    loadOne: async (id, context) => {
      const key = id.split(':').map(Number)
      const row = await loaderOf(context, `${name} by key`, async (ids: readonly string[]) =>
        clientRowsByKeys(
          context.em,
          memberOf(context),
          source,
          ids.map(each => each.split(':').map(Number)),
        ),
      ).load(key.join(':'))
      return row === null ? null : ((await withCurrency(context, [row]))[0] ?? null)
    },
    fields: t => ({
      row: t.exposeInt('row', { description: 'The row of the sheet it stands in, as a person counts it.' }),
      snapshot: t.field({
        type: Snapshot,
        nullable: true,
        description: 'The upload that brought it.',
        resolve: (row, _args, context) => snapshotNumbered(context, row.snapshot),
      }),
      currency: t.exposeString('currency', { description: 'ISO 4217 code of the currency its amounts are in.' }),
    }),
  })
  for (const column of source.dataset.columns) if (column.name !== 'currency') addColumn(Row, source, column)
  return Row
}

function addColumn(Row: ReturnType<typeof builder.objectRef<DatasetRow>>, source: RowSource, column: Column): void {
  const read = source.values[column.name]
  if (!read) return
  const { description, type } = column
  const scalar = scalarOf(type)
  const rule = column.scope ? maskedBy(column.scope) : { nullable: true as const }
  builder.objectField(Row, fieldNameOf(column.name), t => {
    if (type.kind === 'client')
      return t.field({
        type: Client,
        nullable: true,
        description: 'The client; null for internal time.',
        resolve: (row, _args, context) => (row.clientId === 0 ? null : clientOf(context, row.clientId)),
      })
    if (scalar === null)
      return t.field({
        type: [InvoiceLine],
        nullable: true,
        description: 'Its lines; null when the sheet had none.',
        resolve: row => read(row.stored) as readonly Line[] | null,
      })
    return t.field({
      ...rule,
      type: scalar,
      description: withUnit(column, description),
      resolve: row => naturalValue(type.kind, read(row.stored), row.currency) as never,
    })
  })
}

function withUnit({ type }: Column, description: string): string {
  if (type.kind === 'money') return `${description} In units of the row’s currency.`
  return type.kind === 'hours' ? `${description} In hours.` : description
}

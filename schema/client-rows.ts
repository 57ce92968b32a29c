import { clientRowCounts, clientRowsByClientIds } from '../server/clients/rows/read-client-rows.ts'
import type { RowSource } from '../server/clients/rows/row-source.ts'
import type { Context } from './context.ts'
import { type DatasetRow, withCurrency } from './dataset-row.ts'
import { memberOf } from './member.ts'
import { connectionOf, type PageArgs, pageOf } from './page.ts'
import { loaderOf } from './request-cache.ts'

/** A client's rows of a dataset as a connection. The pages of many clients are read in one statement, counts too. */
export async function clientRows(context: Context, source: RowSource, clientId: number, args: PageArgs) {
  const page = pageOf(args, source.key.length)
  const viewer = memberOf(context)
  const slice = await loaderOf(context, `${source.table} ${JSON.stringify(page)}`, (ids: readonly number[]) =>
    clientRowsByClientIds(context.em, viewer, source, ids, page),
  ).load(clientId)
  const rows: DatasetRow[] = await withCurrency(context, slice?.rows ?? [])
  const count = async () =>
    (await loaderOf(context, `${source.table} counts`, (ids: readonly number[]) =>
      clientRowCounts(context.em, viewer, source, ids),
    ).load(clientId)) ?? 0
  return connectionOf({ rows, more: slice?.more ?? false }, page, row => row.key.slice(1), count)
}

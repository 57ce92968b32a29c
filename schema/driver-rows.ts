import { invoiceSource } from '../server/clients/rows/invoice-source.ts'
import { licenseSource } from '../server/clients/rows/license-source.ts'
import type { RowSource } from '../server/clients/rows/row-source.ts'
import { timeLogSource } from '../server/clients/rows/time-log-source.ts'
import type { RowsBehind } from '../server/explanations/explanation.ts'
import { readRowsBehind } from '../server/explanations/rows/read-rows-behind.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { DatasetKindEnum } from './dataset-kind.ts'
import { withCurrency } from './dataset-row.ts'
import { Invoice } from './invoice.ts'
import { License } from './license.ts'
import { memberOf } from './member.ts'
import { connectionOf, type PageArgs, pageOf } from './page.ts'
import { Period } from './period.ts'
import { TimeLog } from './time-log.ts'

/** The rows that are of a source as a connection; null where the driver rests on none of them. */
async function rowsOf(context: Context, behind: RowsBehind, source: RowSource, args: PageArgs) {
  if (!behind.datasets.includes(source.dataset.kind)) return null
  const page = pageOf(args, source.key.length + 1)
  const { rows, more, count } = await readRowsBehind(context.em, memberOf(context), source, behind, page)
  return connectionOf({ rows: await withCurrency(context, rows), more }, page, row => row.key, count)
}

export const DriverRows = builder.objectRef<RowsBehind>('DriverRows').implement({
  description: 'The rows that a driver rests on, of both times that are compared.',
  fields: t => ({
    datasets: t.expose('datasets', { type: [DatasetKindEnum], description: 'The datasets they are of.' }),
    where: t.field({
      type: 'JSONObject',
      description: 'Which of their rows, as `where` of a metric query.',
      resolve: rows => ({ ...rows.where }),
    }),
    periods: t.expose('periods', { type: [Period], description: 'The times they are of, the explained one first.' }),
    invoices: t.connection(
      {
        type: Invoice,
        nullable: true,
        description: 'Its invoices and credit notes, by client, newest first; null where it rests on none.',
        resolve: (behind, args, context) => rowsOf(context, behind, invoiceSource, args),
      },
      { name: 'DriverInvoiceConnection', description: 'A page of the invoices behind a driver.' },
      { name: 'DriverInvoiceEdge', description: 'An invoice behind a driver.' },
    ),
    timeLogs: t.connection(
      {
        type: TimeLog,
        nullable: true,
        description: 'Its time logs, by client, newest first; null where it rests on none.',
        resolve: (behind, args, context) => rowsOf(context, behind, timeLogSource, args),
      },
      { name: 'DriverTimeLogConnection', description: 'A page of the time logs behind a driver.' },
      { name: 'DriverTimeLogEdge', description: 'A time log behind a driver.' },
    ),
    licenses: t.connection(
      {
        type: License,
        nullable: true,
        description: 'Its licenses, by client; null where it rests on none.',
        resolve: (behind, args, context) => rowsOf(context, behind, licenseSource, args),
      },
      { name: 'DriverLicenseConnection', description: 'A page of the licenses behind a driver.' },
      { name: 'DriverLicenseEdge', description: 'A license behind a driver.' },
    ),
  }),
})

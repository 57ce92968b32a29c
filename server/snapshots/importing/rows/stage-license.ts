import { isoOfMonth, monthOfDay } from '../../../analytics/calendar.ts'
import { hash53 } from '../../../analytics/hash53.ts'
import type { ReadRow } from '../../reading/sheet.ts'
import { flagOf, intOf, type StageContext, type StageRow, textOf } from '../stage-context.ts'
import { clientOfRow } from './client-of-row.ts'

/** A license. Two that run for one client and product in the same month both count, with a warning. */
export const stageLicense: StageRow = (read, context) => {
  const { values } = read
  const client = clientOfRow(read, context)
  if (client === null) return null
  const externalId = textOf(values.external_id)
  const row = {
    client_id: client,
    product_id: context.dictionary.term('PRODUCT', values.product) ?? 0,
    vendor_id: context.dictionary.term('VENDOR', values.vendor),
    license_type: textOf(values.license_type),
    seats_purchased: intOf(values.seats_purchased) ?? 0,
    seats_assigned: intOf(values.seats_assigned),
    seats_used: intOf(values.seats_used),
    seats_billed: intOf(values.seats_billed),
    cost_per_seat: intOf(values.cost_per_seat),
    total_cost: intOf(values.total_cost),
    billing_period: textOf(values.billing_period) ?? 'annual',
    start_day: intOf(values.start_date),
    end_day: intOf(values.end_date),
    is_active: flagOf(values.is_active) ?? 1,
    auto_renew: flagOf(values.auto_renew),
    external_id: externalId,
  }
  const key = externalId === null ? `${client}\x1f${row.product_id}\x1f${row.start_day}` : `id:${externalId}`
  if (row.is_active === 1) checkOverlap(read, context, `${client}:${row.product_id}`, row.start_day, row.end_day)
  return { ...row, row: read.row, row_key: hash53(key), content_hash: hash53(Object.values(row).join('\x1f')) }
}

function checkOverlap(
  read: ReadRow,
  context: StageContext,
  license: string,
  start: number | null,
  end: number | null,
): void {
  const from = start === null ? Number.NEGATIVE_INFINITY : monthOfDay(start)
  const to = end === null ? Number.POSITIVE_INFINITY : monthOfDay(end)
  const others = context.licenseMonths.get(license) ?? []
  const overlap = others.find(other => other.from <= to && from <= other.to)
  if (overlap) {
    const month = Math.max(from, overlap.from)
    context.note(
      'WARNING',
      read.row,
      'LICENSE_OVERLAP',
      `Row ${overlap.row} is the same product of the same client${Number.isFinite(month) ? ` in ${isoOfMonth(month)}` : ''}: both count`,
      { column: 'product', value: read.values.product },
    )
  }
  context.licenseMonths.set(license, [...others, { from, to, row: read.row }])
}

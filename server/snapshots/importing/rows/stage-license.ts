import { hash53 } from '../../../analytics/hash53.ts'
import type { ReadRow } from '../../reading/sheet.ts'
import { flagOf, intOf, type StageContext, type StageRow, textOf } from '../stage-context.ts'
import { clientOfRow } from './client-of-row.ts'
import { inForceMonths, inMonth, type LicenseMonths, overlapOf } from './license-months.ts'

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
  const rowKey = hash53(key)
  if (row.is_active === 1) {
    const months = inForceMonths(row.start_day, row.end_day)
    checkOverlap(read, context, `${client}:${row.product_id}`, { ...months, key: rowKey, row: read.row })
  }
  return { ...row, row: read.row, row_key: rowKey, content_hash: hash53(Object.values(row).join('\x1f')) }
}

/** Rows with the same key are one license, or a conflict that is told as such. */
function checkOverlap(read: ReadRow, context: StageContext, license: string, own: LicenseMonths): void {
  const others = context.licenseMonths.get(license) ?? []
  if (others.some(other => other.key === own.key)) return
  const overlap = others.find(other => overlapOf(other, own))
  if (overlap) {
    context.note(
      'WARNING',
      read.row,
      'LICENSE_OVERLAP',
      `Row ${overlap.row} is the same product of the same client${inMonth(overlap, own)}: both count`,
      { column: 'product', value: read.values.product },
    )
  }
  context.licenseMonths.set(license, [...others, own])
}

import { sql } from 'kysely'
import { licenses } from '../../datasets/licenses.ts'
import type { RowSource } from './row-source.ts'
import { termJoin } from './term-join.ts'

export const licenseSource: RowSource = {
  dataset: licenses,
  table: 'license_row',
  key: ['product_id', 'snapshot', 'row'],
  names: {
    columns: sql`, product.label as product, vendor.label as vendor`,
    joins: sql`${termJoin('product', 'product_id')} ${termJoin('vendor', 'vendor_id')}`,
  },
  values: {
    client: row => row.client_id ?? null,
    product: row => row.product ?? null,
    vendor: row => row.vendor ?? null,
    license_type: row => row.license_type ?? null,
    seats_purchased: row => row.seats_purchased ?? null,
    seats_assigned: row => row.seats_assigned ?? null,
    seats_used: row => row.seats_used ?? null,
    seats_billed: row => row.seats_billed ?? null,
    cost_per_seat: row => row.cost_per_seat ?? null,
    total_cost: row => row.total_cost ?? null,
    billing_period: row => row.billing_period ?? null,
    start_date: row => row.start_day ?? null,
    end_date: row => row.end_day ?? null,
    is_active: row => row.is_active === 1,
    auto_renew: row => (row.auto_renew === null ? null : row.auto_renew === 1),
    external_id: row => row.external_id ?? null,
  },
}

import type { EntityMetadata } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { DatasetKind } from '../../datasets/dataset.ts'
import type { BulkColumn } from '../../db/bulk-insert.ts'
import { BudgetRow } from '../../db/entities/budget-row.ts'
import { ClientRow } from '../../db/entities/client-row.ts'
import { FxRateRow } from '../../db/entities/fx-rate-row.ts'
import { InvoiceRow } from '../../db/entities/invoice-row.ts'
import { LicenseRow } from '../../db/entities/license-row.ts'
import { StaffRow } from '../../db/entities/staff-row.ts'
import { TimeLogRow } from '../../db/entities/time-log-row.ts'

const entityOf = {
  CLIENTS: ClientRow,
  INVOICES: InvoiceRow,
  TIME_LOGS: TimeLogRow,
  LICENSES: LicenseRow,
  STAFF: StaffRow,
  BUDGETS: BudgetRow,
  FX_RATES: FxRateRow,
} as const

type RowTableName =
  | 'client_row'
  | 'invoice_row'
  | 'time_log_row'
  | 'license_row'
  | 'staff_row'
  | 'budget_row'
  | 'fx_rate_row'

/** What the version machinery needs to know of the table that holds a dataset's rows. */
export interface RowTable {
  readonly name: RowTableName
  /** Primary key without organization_id. */
  readonly key: readonly string[]
  /** What a sheet's row says: all columns but the tenant and the version's own. */
  readonly columns: readonly BulkColumn[]
  /** SQL that narrows `t` to rows of a range of days or months; null where rows have no period. */
  readonly period: 'day' | 'month' | null
}

const VERSION_COLUMNS = new Set(['organization_id', 'snapshot', 'superseded_by', 'origin_snapshot', 'origin_row'])
const PERIOD: Partial<Record<DatasetKind, 'day' | 'month'>> = {
  INVOICES: 'day',
  TIME_LOGS: 'day',
  FX_RATES: 'day',
  BUDGETS: 'month',
}

/** The table of a dataset, described from its entity. */
export function rowTableOf(em: SqlEntityManager, dataset: DatasetKind): RowTable {
  const meta: EntityMetadata = em.getMetadata().get(entityOf[dataset].meta.class)
  const columns = meta.props.map(prop => ({
    name: prop.fieldNames[0] ?? prop.name,
    type: prop.runtimeType === 'number' ? ('int' as const) : ('text' as const),
  }))
  return {
    name: meta.tableName as RowTableName,
    key: meta.primaryKeys
      .map(key => meta.properties[key]?.fieldNames[0] ?? key)
      .filter(name => name !== 'organization_id'),
    columns: columns.filter(column => !VERSION_COLUMNS.has(column.name)),
    period: PERIOD[dataset] ?? null,
  }
}

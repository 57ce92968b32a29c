import type { DatasetKind } from '../../datasets/dataset.ts'
import type { Dimension } from '../metric-query.ts'

export type FactName = 'invoices' | 'time' | 'licenses' | 'capacity'

/** What happens in the business, each summed to the asked grain by itself before anything is joined. */
export interface Fact {
  readonly dataset: DatasetKind
  readonly dimensions: readonly Dimension[]
  /** Whole months only: a period that cuts a month counts the month in full, and the value is partial. */
  readonly monthly: boolean
}

const months: readonly Dimension[] = ['MONTH', 'QUARTER', 'YEAR']

export const facts: Readonly<Record<FactName, Fact>> = {
  invoices: {
    dataset: 'INVOICES',
    dimensions: ['CLIENT', 'INDUSTRY', 'SERVICE_LINE', 'WEEK', ...months],
    monthly: false,
  },
  time: {
    dataset: 'TIME_LOGS',
    dimensions: ['CLIENT', 'INDUSTRY', 'STAFF', 'TEAM', 'PROJECT', 'WORK_TYPE', 'WEEK', ...months],
    monthly: false,
  },
  licenses: { dataset: 'LICENSES', dimensions: ['CLIENT', 'INDUSTRY', 'PRODUCT', 'VENDOR', ...months], monthly: true },
  capacity: { dataset: 'STAFF', dimensions: ['STAFF', 'TEAM', ...months], monthly: false },
}

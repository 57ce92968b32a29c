import type { Dimension as Name } from '../server/metrics/metric-query.ts'
import { builder } from './builder.ts'

const descriptions: Readonly<Record<Name, string>> = {
  CLIENT: 'The client.',
  INDUSTRY: 'The client’s industry, as known at the time asked as of.',
  SERVICE_LINE: 'What an invoice is for.',
  STAFF: 'The person who worked. Needs staff:read.',
  TEAM: 'The team of the person who worked.',
  PROJECT: 'The project that time was worked for.',
  WORK_TYPE: 'reactive, proactive, project or internal.',
  PRODUCT: 'The licensed product.',
  VENDOR: 'Who sells the licensed product.',
  WEEK: 'ISO weeks, e.g. "2026-W07". Only for metrics whose facts have days.',
  MONTH: 'Calendar months, e.g. "2026-08".',
  QUARTER: 'Fiscal quarters, e.g. "2026-Q3".',
  YEAR: 'Fiscal years, e.g. "2026".',
}

export const DimensionEnum = builder.enumType('Dimension', {
  description: 'What results can be grouped and ordered by.',
  values: Object.fromEntries(
    Object.entries(descriptions).map(([name, description]) => [name, { description }]),
  ) as Record<Name, { description: string }>,
})

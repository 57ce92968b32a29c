import type { Api, RequestOptions } from '../../api/api.ts'
import { type CatalogueQuery, catalogue, type Dimension } from '../../api/operations/metrics.gen.ts'

/** A metric as the server defines it. */
export type MetricInfo = CatalogueQuery['metricCatalog'][number]

/** Every metric that the person may see, built in and their own. */
export const readCatalogue = async (api: Api, options?: RequestOptions): Promise<readonly MetricInfo[]> =>
  (await api.request(catalogue, {}, options)).metricCatalog

/** What all of these metrics can be grouped by, in the order of the first; of none, nothing. */
export function commonGroupings(metrics: readonly MetricInfo[]): readonly Dimension[] {
  const [first, ...rest] = metrics
  return first ? first.dimensions.filter(dimension => rest.every(metric => metric.dimensions.includes(dimension))) : []
}

export const dimensionNames: Readonly<Record<Dimension, string>> = {
  CLIENT: 'Client',
  INDUSTRY: 'Industry',
  SERVICE_LINE: 'Service line',
  STAFF: 'Staff',
  TEAM: 'Team',
  PROJECT: 'Project',
  WORK_TYPE: 'Work type',
  PRODUCT: 'Product',
  VENDOR: 'Vendor',
  WEEK: 'Week',
  MONTH: 'Month',
  QUARTER: 'Quarter',
  YEAR: 'Year',
}

/** Dimensions of time, shortest first. */
export const timeDimensions: readonly Dimension[] = ['WEEK', 'MONTH', 'QUARTER', 'YEAR']

import type { Api, RequestOptions } from '../../api/api.ts'
import { type MetricQuery, metrics } from '../../api/operations/metrics.gen.ts'
import type { MetricAnswer } from './metric-table-model.ts'

/** Asks a metric query. What the server cannot answer is an `ApiError` that says why. */
export const readMetricTable = async (api: Api, query: MetricQuery, options?: RequestOptions): Promise<MetricAnswer> =>
  (await api.request(metrics, { query }, options)).metrics

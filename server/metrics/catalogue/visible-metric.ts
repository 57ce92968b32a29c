import { may, type Viewer } from '../../access/policy.ts'
import { closestNames } from '../../analytics/closest-names.ts'
import { BadInput, Forbidden } from '../../errors.ts'
import type { Dimension } from '../metric-query.ts'
import { type Catalogue, type Metric, missingMeasure } from './catalogue.ts'

/**
 * The metric of a key, for somebody who may see it. Throws BadInput (UNKNOWN_METRIC) with keys that may have been meant,
 * of those the viewer may see; Forbidden with the same words wherever the key stands (shown, ordered by, filtered by).
 */
export function visibleMetric(catalogue: Catalogue, viewer: Viewer, key: string): Metric {
  const metric = catalogue.find(key)
  if (!metric) {
    const close = closestNames(
      key.replaceAll('_', ' '),
      visibleKeys(catalogue, viewer).map(known => known.replaceAll('_', ' ')),
    )
    const meant = close.map(name => name.replaceAll(' ', '_')).join(', ')
    throw new BadInput(
      `Reading metrics: there is no metric "${key}"; ${meant ? `did you mean ${meant}?` : 'metricCatalog lists them all'}`,
      'UNKNOWN_METRIC',
    )
  }
  const { scope } = metric.definition
  if (!may(viewer, scope)) throw new Forbidden(`Reading metrics: ${key} needs ${scope}, which you do not have`, scope)
  return metric
}

/** Keys of the metrics the viewer may see. */
export const visibleKeys = (catalogue: Catalogue, viewer: Viewer): string[] =>
  catalogue.keys().filter(key => may(viewer, catalogue.find(key)!.definition.scope))

/** Throws BadInput (IMPOSSIBLE_GROUPING) where a metric's facts do not carry a dimension it is grouped or filtered by. */
export function checkDimensions(metric: Metric, asked: Iterable<Dimension>, verb: 'grouped' | 'filtered'): void {
  for (const dimension of asked) {
    const missing = missingMeasure(metric, dimension)
    if (missing)
      throw new BadInput(
        `${metric.definition.key} cannot be ${verb} by ${dimension}: ${missing}`,
        'IMPOSSIBLE_GROUPING',
      )
  }
}

/** Naming members of staff takes its own permission; their team does not. */
export function checkStaffAccess(viewer: Viewer, asked: Iterable<Dimension>): void {
  for (const dimension of asked)
    if (dimension === 'STAFF' && !may(viewer, 'staff:read'))
      throw new Forbidden('Reading metrics: STAFF needs staff:read, which you do not have', 'staff:read')
}

import { invoiceMeasures } from './invoice-measures.ts'
import { licenseMeasures } from './license-measures.ts'
import type { Measure } from './measure.ts'
import { capacityMeasures, timeMeasures } from './time-measures.ts'

/** Every measure by its key. */
export const measures: ReadonlyMap<string, Measure> = new Map(
  [...invoiceMeasures, ...timeMeasures, ...capacityMeasures, ...licenseMeasures].map(measure => [measure.key, measure]),
)

import type { Exact } from '../analytics/exact.ts'
import type { Driver } from './explanation.ts'

/** A measure, or a part of one, that is as before or as after. */
export interface Player extends Pick<Driver, 'key' | 'label' | 'kind' | 'unit' | 'from' | 'to'> {
  readonly item?: Driver['item']
}

/** A measure of the formula: what it is made of, and its amount when some of that has changed. */
export interface MeasurePlayer extends Player {
  readonly from: Exact
  readonly to: Exact
  readonly parts: readonly Player[]
  readonly amount: (isChanged: (key: string) => boolean) => Exact
}

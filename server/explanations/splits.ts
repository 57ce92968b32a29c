import type { Unit } from '../metrics/metric-table.ts'

/** How an amount of money is volume × rate. */
export interface Split {
  /** The measure that counts the volume. */
  readonly volume: string
  readonly volumeKey: string
  readonly volumeLabel: string
  readonly volumeUnit: Unit
  readonly rateKey: string
  readonly rateLabel: string
  readonly rateUnit: Unit
}

/** By measure. */
export const splits: Readonly<Partial<Record<string, Split>>> = {
  labour_cost: {
    volume: 'hours',
    volumeKey: 'hours',
    volumeLabel: 'Hours',
    volumeUnit: 'HOURS',
    rateKey: 'cost_rate',
    rateLabel: 'Cost of an hour',
    rateUnit: 'MONEY_PER_HOUR',
  },
  license_cost: {
    volume: 'seats_purchased',
    volumeKey: 'seat_months',
    volumeLabel: 'Seats',
    volumeUnit: 'SEATS',
    rateKey: 'seat_cost',
    rateLabel: 'Cost of a seat',
    rateUnit: 'MONEY_PER_SEAT',
  },
  billable_value: {
    volume: 'billable_hours',
    volumeKey: 'billable_hours',
    volumeLabel: 'Billable hours',
    volumeUnit: 'HOURS',
    rateKey: 'billing_rate',
    rateLabel: 'Billing rate',
    rateUnit: 'MONEY_PER_HOUR',
  },
}

/** The split of a measure within a metric; none where the volume has a part of its own in the formula. */
export function splitWithin(measure: string, measures: readonly string[]): Split | undefined {
  const split = splits[measure]
  return split && !measures.includes(split.volume) ? split : undefined
}

/** Measures to read besides those of the formula. */
export const volumesOf = (measures: readonly string[]): string[] =>
  measures.flatMap(measure => splitWithin(measure, measures)?.volume ?? [])

import type { MetricDefinition, Unit } from '../metric-table.ts'
import type { FactName } from './facts.ts'

/**
 * How whole sums become natural units: minor units of money; hundredths of hours; work, hundredths of hours × minor
 * units; a month's share of a year's money, twelfths of minor units; capacity, fifths of hundredths of hours.
 */
export type Scale = 'MINOR' | 'HUNDREDTHS' | 'WORK' | 'TWELFTHS' | 'FIFTHS' | 'ONES'

/** Something a value rests on that the data does not say, counted in a slot of the fact's sums. */
export interface AssumptionRule {
  readonly code: string
  readonly slot: string
  /** Says what was assumed for so many rows. */
  readonly text: (rows: number) => string
  /** The rows are in the value, by a stand-in; without it they are left out of it. */
  readonly imputed?: true
}

/** When a measure is unknown in a cell with rows. */
export interface UnknownRule {
  /** Counts rows that do not say it: it is known where there is none. */
  readonly slot: string
  /** Asked of the others: whether the rest says nothing either. */
  readonly is: (count: (slot: string) => number) => boolean
}

/** An additive quantity of one fact. It is a metric too. */
export interface Measure {
  readonly key: string
  readonly name: string
  readonly description: string
  /** How it comes about, in words. */
  readonly formula: string
  readonly fact: FactName
  readonly unit: Unit
  readonly direction: MetricDefinition['direction']
  readonly scope: MetricDefinition['scope']
  /** The sum it is read from. */
  readonly slot: string
  readonly scale: Scale
  /** A level, not a flow: over several months, the sum ÷ months in which the group has any row. */
  readonly level?: true
  /** When no row of a cell says anything of it: then it is null. */
  readonly unknown?: UnknownRule
  readonly assumptions: readonly AssumptionRule[]
}

/** "1 invoice is", "3 invoices are" */
export const counted = (rows: number, one: string, many: string, verb: readonly [string, string] = ['is', 'are']) =>
  rows === 1 ? `1 ${one} ${verb[0]}` : `${rows} ${many} ${verb[1]}`

/** Every row of the cell is counted in a slot as one that says nothing. */
export const allIn = (slot: string): UnknownRule => ({ slot, is: count => count(slot) >= count('rows') })

import { addRows, type TimedRow } from '../grid/add-rows.ts'
import type { Grid } from '../grid/grid.ts'
import type { People } from '../names/people.ts'
import type { OpenTimeSums, TimeSums } from '../sql/time-queries.ts'

/** Adds what the time logs say by themselves. Hours in hundredths, money in hundredths of hours × minor units. */
export function addTime(grid: Grid, rows: readonly (TimeSums & TimedRow)[]): void {
  addRows(
    grid,
    'time',
    rows.filter(row => row.rows !== 0),
    {
      rows: row => row.rows,
      hours: row => row.hours,
      billableHours: row => row.billable_hours,
      cost: row => row.cost,
      value: row => row.value,
    },
  )
}

interface Rated {
  readonly cost: number | null
  readonly billing: number | null
  readonly ambiguous: boolean
}

/**
 * Adds what needs a rate from the staff list. Cost: the staff member's rate, else the organization's default; without
 * both, what the log bills (imputed), and nothing for logs without any rate (bare). Value: the staff member's billing
 * rate, else the hours stay unvalued.
 * @param defaultCostRate minor units an hour; null: not set
 */
export function addOpenTime(
  grid: Grid,
  rows: readonly (OpenTimeSums & TimedRow)[],
  people: People,
  defaultCostRate: number | null,
): void {
  const ratesOf = new Map<number, Rated>()
  const rated = (row: OpenTimeSums): Rated => {
    const known = ratesOf.get(row.person_id)
    if (known) return known
    const member = people.members[people.memberOfPerson.get(row.person_id) ?? -1]
    const rates = {
      cost: member?.staff?.cost_rate ?? defaultCostRate,
      billing: member?.staff?.billing_rate ?? null,
      ambiguous: member?.ambiguous ?? false,
    }
    ratesOf.set(row.person_id, rates)
    return rates
  }
  addRows(
    grid,
    'time',
    rows.filter(row => row.cost_rows !== 0 || row.value_rows !== 0),
    {
      cost: row => {
        const { cost } = rated(row)
        return cost === null ? row.billing_cost : row.cost_hours * cost
      },
      imputed: row => (rated(row).cost === null ? row.cost_rows - row.bare_rows : 0),
      bare: row => (rated(row).cost === null ? row.bare_rows : 0),
      value: row => row.value_hours * (rated(row).billing ?? 0),
      unvalued: row => (rated(row).billing === null ? row.value_rows : 0),
      unvaluedHours: row => (rated(row).billing === null ? row.value_hours : 0),
      ambiguous: row => (rated(row).ambiguous ? Math.max(row.cost_rows, row.value_rows) : 0),
    },
  )
}

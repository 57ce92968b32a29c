import type { Month } from './days.ts'
import { fraction, total } from './fraction.ts'
import type { Value } from './measures.ts'
import type { World, WorldBudget } from './world.ts'

/** What the firm planned for the months: its own row of a month where there is one, else its clients' together. */
export function budgetOf(world: World, measure: WorldBudget['measure'], months: readonly Month[]): Value {
  const planned = months.flatMap(month => {
    const rows = (world.budgets ?? []).filter(row => row.month === month && row.measure === measure)
    const firm = rows.filter(row => row.client === null)
    return firm.length > 0 ? firm : rows
  })
  return planned.length === 0 ? null : total(planned.map(row => fraction(row.amount, 100)))
}

import type { Reading } from './reading.ts'
import { readSide, type Side, type SideRequest } from './side.ts'

/** What fits a screen and a few pages; larger ones are summed anew for each question. */
const MOST_CELLS = 2048
/** Of a state of the data, whatever its size: each side holds its cells and, until they are looked at, where rows go. */
const MOST_SIDES = 8

/**
 * The sums of tables that were asked for last, of one state of the data: whoever turns a page, orders by another column
 * or asks for the same of a colleague gets them without going through all clients and licenses again.
 */
export class KeptSides {
  readonly #sides = new Map<string, Promise<Side>>()

  async of(key: string, read: () => Promise<Side>): Promise<Side> {
    const reading = this.#sides.get(key) ?? read()
    // The one asked for last goes to the end; the first is the one that nobody asked for longest.
    this.#sides.delete(key)
    this.#sides.set(key, reading)
    if (this.#sides.size > MOST_SIDES) this.#sides.delete(this.#sides.keys().next().value!)
    try {
      const side = await reading
      if (cellCount(side) > MOST_CELLS) this.#forget(key, reading)
      return side
    } catch (error) {
      this.#forget(key, reading)
      throw error
    }
  }

  #forget(key: string, reading: Promise<Side>): void {
    if (this.#sides.get(key) === reading) this.#sides.delete(key)
  }
}

const cellCount = ({ table, total }: Side): number =>
  [table, total]
    .flatMap(cells => [cells, cells.months?.cells, cells.clients?.cells, cells.previous?.cells])
    .reduce((sum, cells) => sum + (cells?.grid.cellCount ?? 0), 0)

/**
 * The sums of a table that is compared with nothing: comparing would add its groups. Those of a filter are few, and
 * seldom asked for twice: they are not kept.
 */
export async function keptSide(reading: Reading, request: SideRequest): Promise<Side> {
  const { filter } = request
  if (filter.all.length + filter.not.length > 0) return await readSide(reading, request)
  const sides = await reading.sides()
  return await sides.of(keyOf(reading, request), () => readSide(reading, request))
}

/** All that the sums depend on beside the state of the data. */
function keyOf({ today, organization }: Reading, { span, windows, dimensions, metrics }: SideRequest): string {
  const measures = new Set(metrics.flatMap(metric => metric.measures.map(({ key }) => key)))
  const breakdowns = new Set(metrics.flatMap(metric => [...metric.breakdowns]))
  const { baseCurrency, defaultCostRate } = organization
  const days = [span, ...windows].map(({ from, to }) => [from, to])
  return JSON.stringify([days, dimensions, [...measures], [...breakdowns], today, baseCurrency, defaultCostRate])
}

import { matches, type RowFilter } from '../filters/row-filter.ts'
import type { RowKeys } from '../names/member.ts'
import { type LicenseRow, monthsInForce } from './license.ts'
import type { LicenseSlot } from './license-slots.ts'

/** Months of open ends: beyond any that is asked for, and whole numbers like all others. */
const [ALWAYS_BEFORE, ALWAYS_AFTER] = [-(2 ** 30), 2 ** 30]

/** What each license adds to a slot for one month, by position. NaN in `amount`: it does not say. */
export interface SlotColumn {
  readonly amount: Float64Array
  /** amount ÷ divisor where that is whole, else NaN. */
  readonly whole: Float64Array
  readonly divisor: Float64Array
}

/** The licenses of one state of the data that are active, with what they say worked out once for all questions. */
export class LicenseTable {
  readonly count: number
  /** First and last month in force, of an open end one long before or after all others. */
  readonly first: Int32Array
  readonly last: Int32Array
  readonly keys: readonly RowKeys[]
  readonly #rows: readonly LicenseRow[]
  readonly #columns = new Map<string, SlotColumn>()
  readonly #all: Int32Array
  #ofClient: ReadonlyMap<number, readonly number[]> | null = null

  constructor(rows: readonly LicenseRow[]) {
    // Client by client: whoever adds them up looks each client up once.
    this.#rows = rows.filter(row => row.is_active !== 0).sort((a, b) => a.client_id - b.client_id)
    this.#all = Int32Array.from(this.#rows.keys())
    this.count = this.#rows.length
    this.first = Int32Array.from(this.#rows, row => Math.max(ALWAYS_BEFORE, monthsInForce(row).first))
    this.last = Int32Array.from(this.#rows, row => Math.min(ALWAYS_AFTER, monthsInForce(row).last))
    this.keys = this.#rows.map(({ client_id, product_id, vendor_id }) => ({
      client_id,
      product_id,
      vendor_id: vendor_id ?? 0,
    }))
  }

  column({ slot, amount, perSeat }: LicenseSlot): SlotColumn {
    let column = this.#columns.get(slot)
    if (!column) {
      const amounts = Float64Array.from(this.#rows, row => amount(row) ?? Number.NaN)
      const divisor = Float64Array.from(this.#rows, row => (perSeat ? row.seats_purchased : 1))
      const whole = amounts.map((top, row) => (top % divisor[row]! === 0 ? top / divisor[row]! : Number.NaN))
      column = { amount: amounts, whole, divisor }
      this.#columns.set(slot, column)
    }
    return column
  }

  /** Of these positions, those of licenses that are in force in any month from `from` to `to`. */
  inForce(chosen: Int32Array, from: number, to: number): Int32Array {
    const { first, last } = this
    const isInForce = (license: number) => Math.max(first[license]!, from) <= Math.min(last[license]!, to)
    let count = 0
    for (let at = 0; at < chosen.length; at++) if (isInForce(chosen[at]!)) count++
    const found = new Int32Array(count)
    let next = 0
    for (let at = 0; at < chosen.length; at++) if (isInForce(chosen[at]!)) found[next++] = chosen[at]!
    return found
  }

  /** Positions of those that pass a filter; it may name clients, products and vendors. */
  matching(filter: RowFilter): Int32Array {
    if (filter.all.length + filter.not.length === 0) return this.#all
    const named = filter.all.find(({ column }) => column === 'client_id')
    const possible = named ? Int32Array.from(this.#ofClients(named.values)) : this.#all
    return possible.filter(position => {
      const { client_id = 0, product_id = 0, vendor_id = 0 } = this.keys[position]!
      return matches(filter, column =>
        column === 'vendor_id' ? vendor_id : column === 'product_id' ? product_id : client_id,
      )
    })
  }

  #ofClients(clients: ReadonlySet<number | string>): number[] {
    this.#ofClient ??= Map.groupBy(this.#rows.keys(), position => this.#rows[position]!.client_id)
    return [...clients].flatMap(client => this.#ofClient?.get(Number(client)) ?? [])
  }
}

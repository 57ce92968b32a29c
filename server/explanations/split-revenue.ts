import { type Exact, isZero, minus, nearest, none, plus, times, total } from '../analytics/exact.ts'
import { asProducts, type Product, productEffects } from '../analytics/product-effects.ts'
import type { InvoicedItem } from '../metrics/facts/invoiced-items.ts'
import type { Driver } from './explanation.ts'
import type { MeasurePlayer, Player } from './player.ts'

/** What was invoiced by line, by description. */
export type InvoicedItems = ReadonlyMap<string, InvoicedItem>

interface Priced {
  readonly label: string
  readonly from: Product
  readonly to: Product
}

const QUANTITY = 'invoiced_quantity'
const PRICE = 'price'
const REST = 'revenue_without_lines'

/**
 * Revenue as the quantities × the prices of what was invoiced by line, and the rest. Only where each side that has
 * revenue has lines: else quantity would seem to come from nowhere.
 */
export function splitRevenue(whole: MeasurePlayer, before: InvoicedItems, after: InvoicedItems): MeasurePlayer {
  const unlined = (revenue: Exact, items: InvoicedItems) => items.size === 0 && !isZero(revenue)
  if (unlined(whole.from, before) || unlined(whole.to, after)) return whole
  const items = pricedItems(before, after)
  if (items.length === 0) return whole
  const lined = (side: 'from' | 'to') => total(items.map(item => times(item[side].volume, item[side].rate)))
  const rest = { from: minus(whole.from, lined('from')), to: minus(whole.to, lined('to')) }
  const hasRest = !isZero(rest.from) || !isZero(rest.to)
  const other: Player = { key: REST, label: 'Invoiced without lines', kind: 'MEASURE', unit: 'MONEY', ...rest }
  return {
    ...whole,
    parts: [quantityOf(items), priceOf(items), ...(hasRest ? [other] : [])],
    amount: isChanged => {
      const [quantity, price] = [isChanged(QUANTITY) ? 'to' : 'from', isChanged(PRICE) ? 'to' : 'from'] as const
      const start = hasRest && isChanged(REST) ? rest.to : rest.from
      return items.reduce((sum, item) => plus(sum, times(item[quantity].volume, item[price].rate)), start)
    },
  }
}

/** Those without quantity (a credit that takes back what was sold) are no products, and stay with the rest. */
function pricedItems(before: InvoicedItems, after: InvoicedItems): Priced[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(key => {
    const [from, to] = [before.get(key), after.get(key)]
    const sides = asProducts(
      { amount: from?.amount ?? none, volume: from?.quantity ?? none },
      { amount: to?.amount ?? none, volume: to?.quantity ?? none },
    )
    return sides ? [{ label: (to ?? from)!.label, ...sides }] : []
  })
}

const quantityOf = (items: readonly Priced[]): Player => ({
  ...{ key: QUANTITY, label: 'Invoiced quantity', kind: 'VOLUME', unit: 'COUNT' },
  from: total(items.map(item => item.from.volume)),
  to: total(items.map(item => item.to.volume)),
  item: mainItem(items),
})

/** Several things have several prices. */
const priceOf = ([first, second]: readonly Priced[]): Player => ({
  ...{ key: PRICE, label: second ? 'Prices' : 'Price', kind: 'RATE', unit: 'MONEY' },
  from: second ? null : first!.from.rate,
  to: second ? null : first!.to.rate,
})

/** The one whose quantity made most of the difference; null where there is no such one. */
function mainItem(items: readonly Priced[]): Driver['item'] {
  const effects = items.map(item => Math.abs(nearest(productEffects(item.from, item.to).volume)))
  const largest = effects.reduce((most, effect) => Math.max(most, effect), 0)
  const sum = effects.reduce((a, b) => a + b, 0)
  if (largest === 0 || largest < 0.6 * sum) return null
  const { label, from, to } = items[effects.indexOf(largest)]!
  return { label, from: from.volume, to: to.volume }
}

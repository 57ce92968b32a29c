import { type Exact, exact, isZero, minus, none, over, plus, times } from './exact.ts'

const half = exact(1, 2)

/** An amount as volume × rate: hours × cost rate, seats × price of a seat. */
export interface Product {
  readonly volume: Exact
  readonly rate: Exact
}

/**
 * What the change of a product comes from: the Shapley values of its two factors in closed form,
 * Δvolume × mean rate and Δrate × mean volume. They add up to the difference of the products.
 */
export function productEffects(from: Product, to: Product): { readonly volume: Exact; readonly rate: Exact } {
  return {
    volume: times(minus(to.volume, from.volume), times(plus(from.rate, to.rate), half)),
    rate: times(minus(to.rate, from.rate), times(plus(from.volume, to.volume), half)),
  }
}

/** An amount and the volume it is of. */
export interface Volume {
  readonly amount: Exact
  readonly volume: Exact
}

/**
 * Both sides as volume × rate. A side without volume takes the rate of the other one: what came or went is volume, not
 * price. Null where an amount stands on no volume, so that it is no product.
 */
export function asProducts(from: Volume, to: Volume): { readonly from: Product; readonly to: Product } | null {
  const rates = [rateOf(from), rateOf(to)]
  if (rates[0] === null || rates[1] === null) return null
  return {
    from: { volume: from.volume, rate: rates[0] ?? rates[1] ?? none },
    to: { volume: to.volume, rate: rates[1] ?? rates[0] ?? none },
  }
}

/** undefined: no volume and no amount; null: an amount without volume. */
function rateOf({ amount, volume }: Volume): Exact | null | undefined {
  if (isZero(volume)) return isZero(amount) ? undefined : null
  return over(amount, volume)
}

import { type Exact, exact, isZero, minus, negated, over, plus, times } from './exact.ts'

/** A ratio as its two sums. */
export interface Ratio {
  readonly top: Exact
  readonly bottom: Exact
}

/** What one more unit of a part of the top or of the bottom adds to the change. */
export interface RatioEffects {
  readonly perTop: Exact
  readonly perBottom: Exact
}

/**
 * The change of top ÷ bottom shared among any number of parts of the two sums, exactly: a part whose share of the top
 * grew by t and of the bottom by b gets perTop × t + perBottom × b.
 *
 * The two sums play a game of two: top gets Δtop × (1/bottom₀ + 1/bottom₁) ÷ 2, bottom the rest, which is
 * −Δbottom × (top₀ + top₁) ÷ (2 bottom₀ bottom₁). Within each, the parts are added up, so every part gets its own
 * change's share of it. Hence the parts add up to the difference, whatever their number; swapping before and after
 * negates each; their order is of no account; a part that did not change gets 0; parts of parts add up to theirs. (The
 * Shapley value among a thousand parts directly would take 2^1000 states, and its laws are these.)
 *
 * Null where a bottom is 0.
 */
export function ratioEffects(from: Ratio, to: Ratio): RatioEffects | null {
  if (isZero(from.bottom) || isZero(to.bottom)) return null
  const product = times(from.bottom, to.bottom)
  return {
    perTop: over(plus(from.bottom, to.bottom), times(product, exact(2)))!,
    perBottom: over(negated(plus(from.top, to.top)), times(product, exact(2)))!,
  }
}

/** Change of a part times what a unit of it adds. */
export const partEffect = (effects: RatioEffects, from: Ratio, to: Ratio): Exact =>
  plus(times(effects.perTop, minus(to.top, from.top)), times(effects.perBottom, minus(to.bottom, from.bottom)))

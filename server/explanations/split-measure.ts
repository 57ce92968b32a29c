import { times } from '../analytics/exact.ts'
import { asProducts } from '../analytics/product-effects.ts'
import type { MeasurePlayer, Player } from './player.ts'
import type { Side } from './side.ts'
import { splitWithin } from './splits.ts'

/** A cost as volume × rate; whole where it has none, or where a side does not tell its volume. */
export function splitMeasure(whole: MeasurePlayer, measures: readonly string[], from: Side, to: Side): MeasurePlayer {
  const split = splitWithin(whole.key, measures)
  const products =
    split &&
    asProducts(
      { amount: whole.from, volume: from.sum(split.volume) },
      { amount: whole.to, volume: to.sum(split.volume) },
    )
  if (!products) return whole
  const { volumeKey, rateKey } = split
  const volume: Player = {
    ...{ key: volumeKey, label: split.volumeLabel, kind: 'VOLUME', unit: split.volumeUnit },
    from: products.from.volume,
    to: products.to.volume,
  }
  const rate: Player = {
    ...{ key: rateKey, label: split.rateLabel, kind: 'RATE', unit: split.rateUnit },
    from: products.from.rate,
    to: products.to.rate,
  }
  return {
    ...whole,
    parts: [volume, rate],
    amount: isChanged =>
      times(
        (isChanged(volumeKey) ? products.to : products.from).volume,
        (isChanged(rateKey) ? products.to : products.from).rate,
      ),
  }
}

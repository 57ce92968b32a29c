/** Numbers that look random and are always the same for a seed and a purpose. Not for secrets. */
export interface RandomStream {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  between(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** The index of one of the weights, as likely as its share; −1 when all are 0. */
  weighted(weights: readonly number[]): number
}

/** sfc32 (Chris Doty-Humphrey), seeded by an FNV-1a hash of the purpose, so that streams do not disturb each other. */
export function randomStream(seed: number, purpose: string): RandomStream {
  let hash = 0x811c9dc5
  for (const character of purpose) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  let [a, b, c, count] = [seed | 0, hash | 0, 0x9e3779b9 | 0, 1]
  const next = () => {
    const result = (((a + b) | 0) + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + result) | 0
    return (result >>> 0) / 0x1_0000_0000
  }
  for (let warmUp = 0; warmUp < 12; warmUp++) next()
  const stream: RandomStream = {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    between: (from, to) => from + next() * (to - from),
    chance: probability => next() < probability,
    pick: items => items[Math.floor(next() * items.length)] as (typeof items)[number],
    weighted: weights => {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      return weights.findIndex(weight => {
        left -= weight
        return left < 0
      })
    },
  }
  return stream
}

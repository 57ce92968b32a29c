import type { RandomStream } from '../../../server/demo/random-stream.ts'

/** A standard normal number (Box–Muller). */
export const normal = (random: RandomStream): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())

/** A positive number whose logarithm is normal around that of `middle`. */
export const lognormal = (random: RandomStream, middle: number, sigma: number): number =>
  middle * Math.exp(sigma * normal(random))

export const exponential = (random: RandomStream, mean: number): number => -mean * Math.log(1 - random.next())

/** Whole events of a mean number, as they come (Knuth; normal above 30). */
export function poisson(random: RandomStream, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  const limit = Math.exp(-mean)
  let [count, product] = [0, random.next()]
  while (product > limit) {
    count++
    product *= random.next()
  }
  return count
}

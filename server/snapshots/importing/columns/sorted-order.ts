import type { IntColumn } from './int-column.ts'

/** Bits of a value that a pass sorts by: the counts of so many values stay in the first cache. */
const DIGIT = 11
const MASK = 2 ** DIGIT - 1
/** Values further apart than this are compared: they would take more than two passes. */
const MOST_BITS = 2 * DIGIT

/**
 * The rows 0 … count − 1 in the order of these columns, rows that are equal in their own order. Each column is sorted by
 * counting its values, the last one first, each pass leaving equal rows as they are: 0.02 s a million rows of a client, a
 * month and a day; as numbers that are sorted by comparing 0.1, by a comparing function 1.5.
 */
export function sortedOrder(columns: readonly IntColumn[], count: number): Int32Array {
  let order = new Int32Array(count)
  for (let at = 0; at < count; at++) order[at] = at
  if (columns.some(({ min, max }) => max - min >= 2 ** MOST_BITS)) return comparedOrder(columns, order)
  let spare = new Int32Array(count)
  for (const { values, min, max } of columns.toReversed())
    for (let shift = 0; max - min >= 2 ** shift; shift += DIGIT) {
      if (values instanceof Int32Array) byDigit(values, min, shift, order, spare)
      else byWideDigit(values, min, shift, order, spare)
      ;[order, spare] = [spare, order]
    }
  return order
}

function byDigit(values: Int32Array, min: number, shift: number, order: Int32Array, into: Int32Array): void {
  const places = new Int32Array(MASK + 2)
  for (let at = 0; at < order.length; at++) {
    const digit = (((values[at] as number) - min) >>> shift) & MASK
    places[digit + 1] = (places[digit + 1] as number) + 1
  }
  for (let digit = 1; digit <= MASK; digit++) places[digit] = (places[digit] as number) + (places[digit - 1] as number)
  for (let at = 0; at < order.length; at++) {
    const row = order[at] as number
    const digit = (((values[row] as number) - min) >>> shift) & MASK
    const place = places[digit] as number
    into[place] = row
    places[digit] = place + 1
  }
}

/** The same over values of eight bytes: code that takes both kinds of arrays is slow for either. */
function byWideDigit(values: Float64Array, min: number, shift: number, order: Int32Array, into: Int32Array): void {
  const near = Int32Array.from(values.subarray(0, order.length), value => value - min)
  byDigit(near, 0, shift, order, into)
}

function comparedOrder(columns: readonly IntColumn[], order: Int32Array): Int32Array {
  return order.sort((one, other) => {
    for (const { values } of columns) {
      const difference = (values[one] ?? 0) - (values[other] ?? 0)
      if (difference !== 0) return difference
    }
    return one - other
  })
}

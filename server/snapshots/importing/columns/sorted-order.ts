import type { IntColumn } from './int-column.ts'

/**
 * The rows 0 … count − 1 in the order of these columns, rows that are equal in their own order. Where the ranges of the
 * values allow it, each row is one number of key and place, and numbers sort fast: 0.1 s a million, a comparing function 1.5 s.
 */
export function sortedOrder(columns: readonly IntColumn[], count: number): Uint32Array {
  const order = new Uint32Array(count)
  const sizes = columns.map(({ min, max }) => (max < min ? 1 : max - min + 1))
  const combinations = sizes.reduce((product, size) => product * size, 1)
  if (combinations * count > Number.MAX_SAFE_INTEGER) return comparedOrder(columns, order)
  const packed = new Float64Array(count)
  for (const [place, { values, min }] of columns.entries()) {
    const size = sizes[place] ?? 1
    for (let at = 0; at < count; at++) packed[at] = (packed[at] ?? 0) * size + ((values[at] ?? min) - min)
  }
  for (let at = 0; at < count; at++) packed[at] = (packed[at] ?? 0) * count + at
  packed.sort()
  for (let at = 0; at < count; at++) order[at] = (packed[at] ?? 0) % count
  return order
}

function comparedOrder(columns: readonly IntColumn[], order: Uint32Array): Uint32Array {
  for (let at = 0; at < order.length; at++) order[at] = at
  return order.sort((one, other) => {
    for (const { values } of columns) {
      const difference = (values[one] ?? 0) - (values[other] ?? 0)
      if (difference !== 0) return difference
    }
    return one - other
  })
}

/** Round places for an axis that holds the values and 0 where asked: at most about `count` of them. */
export function ticks(values: readonly number[], count = 4, withZero = true): readonly number[] {
  const low = Math.min(...values, ...(withZero ? [0] : []))
  const high = Math.max(...values, ...(withZero ? [0] : []))
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1]
  const span = high - low || Math.abs(high) || 1
  const rough = span / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find(each => each * power >= rough) ?? 10) * power
  const first = Math.floor(low / step)
  const last = Math.ceil(high / step)
  return Array.from({ length: Math.max(2, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
}

/** Maps a stretch of values to a stretch of pixels. */
export const scale =
  (from: readonly [number, number], to: readonly [number, number]) =>
  (value: number): number =>
    to[0] + ((value - from[0]) / (from[1] - from[0] || 1)) * (to[1] - to[0])

/** Which of `count` labels fit beside each other: every so many, the last among them. */
export function labelEvery(count: number, width: number, labelWidth: number): (index: number) => boolean {
  const every = Math.max(1, Math.ceil((count * labelWidth) / Math.max(1, width)))
  return index => (count - 1 - index) % every === 0
}

/** Pixels of a letter of the charts, about. */
const LETTER = 6.5

export const widthOfLabel = (label: string): number => Math.ceil(label.length * LETTER)

/** A label cut to a width in pixels. */
export function fittingLabel(label: string, width: number): string {
  const letters = Math.max(6, Math.floor(width / LETTER))
  return label.length <= letters ? label : `${label.slice(0, letters - 1)}…`
}

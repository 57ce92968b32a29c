/**
 * "-1234.5" × 10^places without a pattern: most numbers of most sheets. NaN: anything else. `start` and `end`: where it
 * stands in a longer text.
 */
export function plainScaled(text: string, places: number, start = 0, end = text.length): number {
  if (end - start > 15) return Number.NaN
  const isNegative = text.charCodeAt(start) === 45
  let [value, point, digits] = [0, -1, 0]
  for (let at = isNegative ? start + 1 : start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      digits++
    } else if (digit === -2 && point < 0) point = at
    else return Number.NaN
  }
  const fraction = point < 0 ? 0 : end - point - 1
  if (digits === 0 || fraction > places || (point >= 0 && fraction === 0)) return Number.NaN
  for (let place = fraction; place < places; place++) value *= 10
  return isNegative && value !== 0 ? -value : value
}

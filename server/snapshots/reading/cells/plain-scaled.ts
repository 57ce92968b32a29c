/** "-1234.5" × 10^places without a pattern: most numbers of most sheets. NaN: anything else. */
export function plainScaled(text: string, places: number): number {
  const length = text.length
  if (length > 15) return Number.NaN
  const start = text.charCodeAt(0) === 45 ? 1 : 0
  let [value, point, digits] = [0, -1, 0]
  for (let at = start; at < length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      digits++
    } else if (digit === -2 && point < 0) point = at
    else return Number.NaN
  }
  const fraction = point < 0 ? 0 : length - point - 1
  if (digits === 0 || fraction > places || (point >= 0 && fraction === 0)) return Number.NaN
  for (let place = fraction; place < places; place++) value *= 10
  return start === 1 && value !== 0 ? -value : value
}

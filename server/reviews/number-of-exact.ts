import { rational, rationalOfDecimal, toNumber } from '../analytics/rational.ts'

/** The nearest double of an exact value's text: a decimal, or "n/d". */
export function numberOfExact(text: string): number {
  const [top = '', bottom] = text.split('/')
  if (bottom !== undefined) return toNumber(rational(BigInt(top), BigInt(bottom)))
  const value = rationalOfDecimal(text)
  if (value === null) throw new Error(`No exact value: ${text}`)
  return toNumber(value)
}

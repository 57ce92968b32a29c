import { scaledNumber, type WrittenNumber } from './written-number.ts'

/** The number ÷ 100. */
function hundredth(number: WrittenNumber): WrittenNumber {
  const whole = number.whole.padStart(3, '0')
  return { ...number, whole: whole.slice(0, -2), fraction: whole.slice(-2) + number.fraction }
}

/**
 * A share such as a tax rate as a fraction: "8 %" is 0.08. A number above 1 without a percent sign is read as percent
 * too, and `assumed` says so.
 */
export function sharePercent(number: WrittenNumber): { readonly fraction: WrittenNumber; readonly assumed: boolean } {
  if (number.percent) return { fraction: hundredth(number), assumed: false }
  const isAbove1 = !number.negative && scaledNumber(number, 12).value > 1e12
  return { fraction: isAbove1 ? hundredth(number) : number, assumed: isAbove1 }
}

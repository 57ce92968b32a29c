import { comparison, type Exact, minus, nearest, none, total } from '../../server/analytics/exact.ts'
import type { Driver, Explanation } from '../../server/explanations/explanation.ts'

/** Drivers as lines: name, from, to, contribution; children indented. */
export const shown = (drivers: readonly Driver[], indent = ''): string[] =>
  drivers.flatMap(({ label, change, from, to, contribution, children }) => [
    `${indent}${label} ${change} ${number(from)} → ${number(to)}: ${number(contribution)}`,
    ...shown(children, `${indent}  `),
  ])

const number = (value: Exact | null): string => (value === null ? '–' : String(Math.round(nearest(value) * 1e4) / 1e4))

/** Where an explanation does not add up; empty: everywhere it does, exactly. */
export function mistakes({ value, baseline, difference, residual, drivers }: Explanation): string[] {
  const unequal = (a: Exact, b: Exact) => comparison(a, b) !== 0
  const found: string[] = []
  if (unequal(difference, minus(value, baseline))) found.push('difference')
  if (unequal(residual, none)) found.push('residual')
  if (unequal(total(drivers.map(({ contribution }) => contribution)), difference)) found.push('drivers')
  const look = ({ key, contribution, children }: Driver): void => {
    if (children.length > 0 && unequal(total(children.map(child => child.contribution)), contribution)) found.push(key)
    children.forEach(look)
  }
  drivers.forEach(look)
  return found
}

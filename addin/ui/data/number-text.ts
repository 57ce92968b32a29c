import type { Unit } from '../../api/operations/overview.gen.ts'

/** A change as the API tells it. */
export interface Changed {
  readonly change: number | null
  readonly changePct: number | null
  readonly changeKind: 'NEW' | 'LOST' | 'CHANGED' | 'FLAT' | 'UNDEFINED' | null
  readonly unit: Unit
  readonly currency: string | null
}

/** A number of the API with the sign that people write: "−$1,200.50". */
export const minus = (text: string): string => text.replace('-', '−')

/** A number of a unit, rounded for axes and readouts: "$270k", "37 %", "1.2k h". The API's own `text` is for values. */
export function compactText(value: number, unit: Unit, currency: string | null): string {
  const compact = { notation: 'compact', maximumFractionDigits: 1 } as const
  switch (unit) {
    case 'MONEY':
    case 'MONEY_PER_HOUR':
    case 'MONEY_PER_SEAT': {
      const format = currency === null ? compact : ({ ...compact, style: 'currency', currency } as const)
      return minus(new Intl.NumberFormat('en-US', format).format(value))
    }
    case 'PERCENT':
    case 'PERCENT_PER_MONTH':
      return minus(`${new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(value)} %`)
    case 'HOURS':
      return minus(`${new Intl.NumberFormat('en-US', compact).format(value)} h`)
    default:
      return minus(new Intl.NumberFormat('en-US', { ...compact, maximumFractionDigits: 2 }).format(value))
  }
}

/** A number of a unit with its usual digits: "$26,115", "30.6 %", "21.75 h". */
export function wholeText(value: number, unit: Unit, currency: string | null): string {
  switch (unit) {
    case 'MONEY': {
      const format = { style: 'currency', currency: currency ?? 'USD', maximumFractionDigits: 0 } as const
      return minus(
        new Intl.NumberFormat('en-US', currency === null ? { maximumFractionDigits: 0 } : format).format(value),
      )
    }
    case 'MONEY_PER_HOUR':
    case 'MONEY_PER_SEAT':
      return minus(
        new Intl.NumberFormat('en-US', currency === null ? {} : { style: 'currency', currency }).format(value),
      )
    case 'PERCENT':
    case 'PERCENT_PER_MONTH':
      return minus(`${value.toFixed(1)} %`)
    case 'HOURS':
      return minus(`${new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(value)} h`)
    default:
      return minus(new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(value))
  }
}

/** What a driver adds, with its sign: "−$133", "+30.6 points". */
export function contributionText(value: number, unit: Unit, currency: string | null): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : ''
  if (unit === 'PERCENT') return `${sign}${Math.abs(value).toFixed(1)} points`
  return `${sign}${wholeText(Math.abs(value), unit, currency)}`
}

/** A sentence whose numbers keep their minus signs and units at the end of a line. */
export const unbroken = (sentence: string): string =>
  sentence.replaceAll('−', '−\u2060').replace(/(\d) (?=%|h\b|points?\b)/g, '$1\u00a0')

/** A change with its sign: percent of what it was, points for percentages, in its unit where there is no percent. */
export function changeText({ change, changePct, changeKind, unit, currency }: Changed): string | null {
  // Of a ratio there is no coming: what was before is not known, or not for this role.
  if (changeKind === 'NEW') return unit === 'PERCENT' ? null : 'New'
  if (changeKind === 'FLAT') return 'No change'
  if (changeKind === 'LOST') return 'Gone'
  if (change === null) return null
  const sign = change > 0 ? '+' : change < 0 ? '−' : ''
  const size = Math.abs(change)
  if (unit === 'PERCENT' || unit === 'PERCENT_PER_MONTH') return `${sign}${size.toFixed(1)} points`
  if (changePct !== null && Math.abs(changePct) < 1000) return `${sign}${Math.abs(changePct).toFixed(1)} %`
  return `${sign}${wholeText(size, unit, currency)}`
}

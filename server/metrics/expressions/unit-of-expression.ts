import type { Unit } from '../metric-table.ts'
import type { Expression } from './expression.ts'

/** A unit as powers of money, hours and seats, or a percentage, which only mixes with its like and plain numbers. */
interface Powers {
  readonly money: number
  readonly hours: number
  readonly seats: number
  readonly percent: 'PERCENT' | 'PERCENT_PER_MONTH' | null
  /** A whole number of things, as long as nothing divides it. */
  readonly count: boolean
  /** The number 0 goes with every unit; other numbers only multiply and divide. */
  readonly literal: 'zero' | 'number' | null
}

const plain: Powers = { money: 0, hours: 0, seats: 0, percent: null, count: false, literal: null }
const powersOfUnit: Readonly<Record<Unit, Powers>> = {
  MONEY: { ...plain, money: 1 },
  MONEY_PER_HOUR: { ...plain, money: 1, hours: -1 },
  MONEY_PER_SEAT: { ...plain, money: 1, seats: -1 },
  HOURS: { ...plain, hours: 1 },
  SEATS: { ...plain, seats: 1 },
  COUNT: { ...plain, count: true },
  PERCENT: { ...plain, percent: 'PERCENT' },
  PERCENT_PER_MONTH: { ...plain, percent: 'PERCENT_PER_MONTH' },
  RATIO: plain,
}

/**
 * The unit of a formula's result. Quotients of unlike units that have no name (hours per seat) are plain ratios.
 * @param unitOf the unit of a measure or metric it names
 * @param fail makes the error for a formula that does not add up ("money + hours")
 */
export function unitOfExpression(
  expression: Expression,
  unitOf: (key: string) => Unit,
  fail: (found: string) => Error,
): Unit {
  const powers = powersOf(expression)
  if (powers.percent) return powers.percent
  if (powers.literal) throw fail('it is a number without any measure; name at least one measure or metric')
  const named = (Object.keys(powersOfUnit) as Unit[]).find(
    unit => unit !== 'RATIO' && same(powersOfUnit[unit], powers) && powersOfUnit[unit].count === powers.count,
  )
  if (named) return named
  if (Math.max(powers.money, powers.hours, powers.seats) > 1) throw fail(`its unit would be ${words(powers)}`)
  return 'RATIO'

  function powersOf(part: Expression): Powers {
    switch (part.kind) {
      case 'number':
        return { ...plain, literal: part.value.n === 0n ? 'zero' : 'number' }
      case 'name':
        return powersOfUnit[unitOf(part.key)]
      case 'negation':
        return powersOf(part.of)
      case 'operation': {
        const [left, right] = [powersOf(part.left), powersOf(part.right)]
        return part.operator === '+' || part.operator === '-'
          ? alike(left, right, part.operator)
          : combined(left, right, part.operator)
      }
      case 'call':
        return powersOfCall(part.name, part.inputs.map(powersOf))
    }
  }

  function powersOfCall(name: Extract<Expression, { kind: 'call' }>['name'], [a = plain, b = a]: Powers[]): Powers {
    switch (name) {
      case 'pct':
        alike(a, b, 'in % of')
        return powersOfUnit.PERCENT
      case 'max':
      case 'min':
        return alike(a, b, 'compared with')
      case 'abs':
        return a
      case 'trend_pct':
        return powersOfUnit.PERCENT_PER_MONTH
      case 'growth_pct':
      case 'largest_share_pct':
        return powersOfUnit.PERCENT
      case 'hhi':
        return plain
    }
  }

  function alike(left: Powers, right: Powers, operator: string): Powers {
    if (left.literal === 'zero') return right
    if (right.literal === 'zero') return left
    if (!same(left, right)) throw fail(`${words(left)} ${operator} ${words(right)} has no meaning`)
    return { ...left, count: left.count && right.count }
  }

  function combined(left: Powers, right: Powers, operator: '*' | '/'): Powers {
    if (left.percent || right.percent) {
      const other = left.percent ? right : left
      if (other.literal && !(operator === '/' && right.percent)) return left.percent ? left : right
      if (operator === '/' && left.percent === right.percent) return plain
      throw fail('a percentage goes only with numbers and its like; use a ÷ b in the place of pct(a, b)')
    }
    const turn = operator === '*' ? 1 : -1
    return {
      money: left.money + turn * right.money,
      hours: left.hours + turn * right.hours,
      seats: left.seats + turn * right.seats,
      percent: null,
      count: operator === '*' && isPlain(left) && isPlain(right) && (left.count || right.count),
      literal: left.literal && right.literal ? 'number' : null,
    }
  }
}

const isPlain = (a: Powers): boolean => same(a, plain)

const same = (a: Powers, b: Powers): boolean =>
  a.money === b.money && a.hours === b.hours && a.seats === b.seats && a.percent === b.percent

function words(powers: Powers): string {
  if (powers.percent) return 'a percentage'
  const parts = (['money', 'hours', 'seats'] as const).filter(name => powers[name] !== 0)
  return parts.map(name => (powers[name] === 1 ? name : `${name}^${powers[name]}`)).join(' × ') || 'a number'
}

import { comparison, type Exact, exact, isZero, minus, nearest, none, over, times } from '../../analytics/exact.ts'
import type { DriversBy } from '../explain-input.ts'
import type { Driver } from '../explanation.ts'
import { isVisible, spokenDifference, spokenSize, spokenValue } from './spoken-value.ts'

/** What reasons are told with. */
export interface ReasonWords {
  readonly currency: string
  /** The unit of the metric, in which contributions are. */
  readonly unit: Driver['unit']
  readonly difference: Exact
  /** For a ratio against another business: its bottom (revenue, hours), as measures are told in shares of it. */
  readonly bottom: Bottom | null
  /** What members are of: clients come and go. */
  readonly by: DriversBy
  /** Two times are compared, so that amounts rise and fall; else they are higher and lower. */
  readonly overTime: boolean
}

export interface Bottom {
  readonly label: string
  readonly amount: Exact
  readonly isPct: boolean
  /** Only one measure stands above it, so that its share is the ratio itself. */
  readonly isTrivial: boolean
}

const size = (value: Exact): number => Math.abs(nearest(value))
const sum = (drivers: readonly Driver[]): number =>
  drivers.reduce((all, { contribution }) => all + size(contribution), 0)

/**
 * The reasons of a difference, from its drivers: ", mostly because labour cost rose by $1,240 (18 more hours); revenue
 * was flat". "" where nothing can be said beyond the difference itself.
 */
export function reasons(drivers: readonly Driver[], words: ReasonWords): string {
  if (!isVisible(words.difference, words.unit, words.currency)) return balance(drivers, words)
  if (words.bottom?.isTrivial) return ''
  const rising = comparison(words.difference, none) > 0
  const active = drivers.filter(driver => isVisible(driver.contribution, words.unit, words.currency))
  const ranked = active.toSorted((a, b) => size(b.contribution) - size(a.contribution))
  const along = ranked.filter(({ contribution }) => comparison(contribution, none) > 0 === rising)
  const against = ranked.filter(driver => !along.includes(driver))
  const main = mainOf(along)
  if (main.length === 0 || (drivers.length === 1 && isWhole(main[0]!, words.by))) return ''
  const mostly = active.length > main.length || drivers.length > main.length ? 'mostly ' : ''
  const counter = against[0] && size(against[0].contribution) >= size(words.difference) / 4 ? against[0] : null
  const told = main.every(isClause)
  const because = told
    ? `, ${mostly}because ${listed(main.map(driver => clause(driver, words)))}`
    : `, ${mostly}because of ${listed(main.map(driver => noun(driver, words)))}`
  return `${because}${counter ? although(counter, words) : flatRevenue(drivers, main, words)}`
}

/** A driver that is the metric itself and has no parts explains nothing; nor does all of it without a name. */
const isWhole = ({ kind, key, children }: Driver, by: DriversBy): boolean =>
  kind === 'MEMBER'
    ? key === '(none)' && by !== 'CLIENT'
    : kind !== 'VOLUME' && kind !== 'RATE' && children.length === 0

/** The one driver that makes most of it, else the first two or three. */
function mainOf(along: readonly Driver[]): Driver[] {
  const all = sum(along)
  const main: Driver[] = []
  for (const driver of along) {
    if (main.length === 3 || (main.length > 0 && (sum(main) >= 0.6 * all || size(driver.contribution) < 0.15 * all)))
      break
    main.push(driver)
  }
  return main
}

function balance(drivers: readonly Driver[], words: ReasonWords): string {
  const moved = drivers
    .filter(({ contribution }) => isVisible(contribution, words.unit, words.currency))
    .toSorted((a, b) => size(b.contribution) - size(a.contribution))
  const up = moved.find(({ contribution }) => comparison(contribution, none) > 0)
  const down = moved.find(({ contribution }) => comparison(contribution, none) < 0)
  return up && down ? `: ${noun(up, words)} and ${noun(down, words)} balanced each other` : ''
}

/** What has a verb of its own; what came in no lines is a part of revenue, and has none. */
const isClause = ({ kind, key }: Driver): boolean => kind === 'MEASURE' && key !== 'revenue_without_lines'

const although = (driver: Driver, words: ReasonWords): string =>
  isClause(driver) ? `, although ${clause(driver, words)}` : `, in spite of ${noun(driver, words)}`

function flatRevenue(drivers: readonly Driver[], main: readonly Driver[], { bottom }: ReasonWords): string {
  const revenue = drivers.find(({ key, kind }) => key === 'revenue' && kind === 'MEASURE')
  if (!revenue || bottom || main.includes(revenue) || revenue.from === null || revenue.to === null) return ''
  const change = size(minus(revenue.to, revenue.from))
  return change <= 0.005 * size(revenue.from) ? '; revenue was flat' : ''
}

/** "labour cost rose by $1,240 (18 more hours)" */
function clause(driver: Driver, { currency, bottom, overTime }: ReasonWords): string {
  const label = driver.label.toLowerCase()
  if (bottom) {
    const share = (amount: Exact | null) =>
      spokenValue(
        amount && over(times(amount, exact(bottom.isPct ? 100 : 1)), bottom.amount),
        bottom.isPct ? 'PERCENT' : 'MONEY',
        currency,
      )
    const unit = bottom.isPct ? ` of ${bottom.label}` : ` per ${bottom.label.replace(/s$/, '')}`
    return `${label} ${isPlural(label) ? 'are' : 'is'} ${share(driver.to)}${unit} instead of ${share(driver.from)}`
  }
  if (driver.from === null || driver.to === null) return `of ${label}`
  const change = minus(driver.to, driver.from)
  const falls = comparison(change, none) < 0
  const amount = spokenSize(change, driver.unit, currency)
  const moved = overTime
    ? `${falls ? 'fell' : 'rose'} by ${amount}`
    : `${isPlural(label) ? 'were' : 'was'} ${amount} ${falls ? 'lower' : 'higher'}`
  return `${label} ${moved}${detail(driver, currency)}`
}

/** The larger part of a measure, in parentheses. */
function detail({ children, contribution, from, to }: Driver, currency: string): string {
  const along = children.filter(child => comparison(child.contribution, none) === comparison(contribution, none))
  const [largest] = along.toSorted((a, b) => size(b.contribution) - size(a.contribution))
  const rises = to !== null && from !== null && comparison(to, from) > 0
  const words = largest && part(largest, currency, rises)
  return words ? ` (${words})` : ''
}

/**
 * "18 more hours", "a seat cost $2.00 more", "lower prices"; null where there is nothing to say.
 * @param rises whether the amount rises by it, for what has no one value of its own
 */
function part({ key, from, to, unit, item }: Driver, currency: string, rises: boolean): string | null {
  if (key === 'revenue_without_lines') return rises ? 'more invoiced without lines' : 'less invoiced without lines'
  if (key === 'price') {
    if (from === null || to === null) return `${rises ? 'higher' : 'lower'} prices`
    return `the price went from ${spokenValue(from, unit, currency)} to ${spokenValue(to, unit, currency)}`
  }
  if (item) {
    if (isZero(item.to)) return `“${item.label}” not invoiced again`
    if (isZero(item.from)) return `“${item.label}” newly invoiced`
    const of = minus(item.to, item.from)
    return `${spokenSize(of, unit, currency)} ${comparison(of, none) > 0 ? 'more' : 'fewer'} of “${item.label}”`
  }
  if (from === null || to === null) return null
  const change = minus(to, from)
  const more =
    comparison(change, none) > 0
      ? 'more'
      : comparison(change, none) < 0
        ? unit === 'MONEY_PER_HOUR' || unit === 'MONEY_PER_SEAT'
          ? 'less'
          : 'fewer'
        : null
  if (more === null) return null
  const amount = spokenSize(change, unit, currency).replace(/ ?(h|\/h|\/seat)$/, '')
  const one = amount === '1'
  switch (key) {
    case 'hours':
      return `${amount} ${more} ${one ? 'hour' : 'hours'}`
    case 'billable_hours':
      return `${amount} ${more} billable ${one ? 'hour' : 'hours'}`
    case 'seat_months':
      return `${amount} ${more} ${one ? 'seat' : 'seats'}`
    case 'invoiced_quantity':
      return `${amount} ${more} ${one ? 'unit' : 'units'} invoiced`
    case 'cost_rate':
      return `an hour cost ${amount} ${more}`
    case 'seat_cost':
      return `a seat cost ${amount} ${more}`
    case 'billing_rate':
      return `an hour was billed ${amount} ${more === 'more' ? 'higher' : 'lower'}`
    default:
      return null
  }
}

/** "Harbor Dental (−$3,000)", "the loss of Old Co (−$1,500)", "18 more hours (+$900)" */
function noun(driver: Driver, { currency, unit, by }: ReasonWords): string {
  const amount = `(${spokenDifference(driver.contribution, unit, currency)})`
  if (driver.kind === 'MEMBER') return `${member(driver, by)} ${amount}`
  if (isClause(driver)) return `${driver.label.toLowerCase()} ${amount}`
  if (driver.kind === 'RATE' && driver.from !== null && driver.to !== null) {
    const higher = comparison(driver.to, driver.from) > 0 ? 'higher' : 'lower'
    return `a ${higher} ${driver.label.toLowerCase()} ${amount}`
  }
  const rises = comparison(driver.contribution, none) > 0
  return `${part(driver, currency, rises) ?? driver.label.toLowerCase()} ${amount}`
}

function member({ key, label, change }: Driver, by: DriversBy): string {
  if (key === '(none)') return by === 'CLIENT' ? 'internal work' : 'the rest'
  if (by === 'WORK_TYPE') return `${label} work`
  if (by !== 'CLIENT') return label
  return change === 'NEW' ? `the arrival of ${label}` : change === 'LOST' ? `the loss of ${label}` : label
}

/** Whether a name is of many things: hours, seats, invoices. */
export const isPlural = (name: string): boolean => /\b(hours|seats|invoices)\b/i.test(name)

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

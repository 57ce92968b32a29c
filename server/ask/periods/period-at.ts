import { firstDayOfMonth } from '../../analytics/calendar.ts'
import type { PeriodSetting } from '../../metrics/periods/resolve-period.ts'
import { calendarPeriods, movedByYears } from './calendar-periods.ts'
import type { ReadPeriod, SpokenPeriod } from './read-period.ts'
import { relativePeriods } from './relative-periods.ts'

const readers = [...relativePeriods, ...calendarPeriods]
const joins = new Set(['to', 'through', 'until', 'till', 'thru', '-', 'and'])

/** The longest period that begins at a word: a single one, a range of two, or one that is open to a side. */
export function periodAt(words: readonly string[], at: number, setting: PeriodSetting): ReadPeriod | null {
  return openAt(words, at, setting) ?? rangeAt(words, at, setting) ?? singleAt(words, at, setting)
}

function singleAt(words: readonly string[], at: number, setting: PeriodSetting): ReadPeriod | null {
  let best: ReadPeriod | null = null
  for (const reader of readers) {
    const found = reader(words, at, setting)
    if (found && found.length > (best?.length ?? 0)) best = found
  }
  return best
}

/** "from May to June", "between Q1 and Q2", "Jan - Mar 2025", "January through March". */
function rangeAt(words: readonly string[], at: number, setting: PeriodSetting): ReadPeriod | null {
  const opened = words[at] === 'from' || words[at] === 'between'
  const first = singleAt(words, at + (opened ? 1 : 0), setting) ?? (opened ? bareDate(words, at + 1) : null)
  if (!first) return null
  const join = at + (opened ? 1 : 0) + first.length
  const word = words[join] ?? ''
  if (!joins.has(word) || (word === 'and' && words[at] !== 'between')) return null
  const second = singleAt(words, join + 1, setting)
  if (!second || first.period.unclear || second.period.unclear) return null
  const period = joined(first.period, second.period, setting)
  return period && { length: join + 1 + second.length - at, period }
}

/** Nothing of its own: "from 3 to 9 May" is left to those who write dates in full. */
const bareDate = (_words: readonly string[], _at: number): null => null

function joined(a: SpokenPeriod, b: SpokenPeriod, { today }: PeriodSetting): SpokenPeriod | null {
  let [first, second] = [a, b]
  // "January to March 2025": the year is of both.
  if (first.implied && !second.implied && second.unit !== 'YEAR' && second.unit !== null) {
    first = sameYear(first, second)
    if (first.from > second.from) first = movedByYears(first, -1)
  } else if (first.implied && second.implied) {
    // "March to December" where December has not begun: both are of the latest year in which the end has begun.
    if (first.from > second.from) first = movedByYears(first, -1)
  } else if (!first.implied && second.implied && second.from < first.from) {
    second = movedByYears(second, 1)
    if (second.from > today) return null
  }
  if (second.to < first.from) return null
  return { from: first.from, to: second.to, unit: null, implied: false, ends: [first, second] }
}

function sameYear(period: SpokenPeriod, of: SpokenPeriod): SpokenPeriod {
  const year = (day: number) => new Date(day * 86_400_000).getUTCFullYear()
  return movedByYears(period, year(of.from) - year(period.from))
}

const startWords = /^(?:start|beginning|first day|top)$/

/** "since March", "from January on", "starting in May", "until June", "before 2026", "after May". */
function openAt(words: readonly string[], at: number, setting: PeriodSetting): ReadPeriod | null {
  const word = words[at] ?? ''
  let i = at + 1
  const skipStart = () => {
    if (words[i] === 'the') i++
    if (startWords.test(words[i] ?? '') && words[i + 1] === 'of') {
      i += 2
      return true
    }
    return false
  }
  if (
    ['since', 'starting', 'beginning'].includes(word) ||
    (word === 'from' && (startWords.test(words[i] ?? '') || startWords.test(words[i + 1] ?? '')))
  ) {
    if (words[i] === 'in' || words[i] === 'from' || words[i] === 'with') i++
    const begun = skipStart()
    const found = singleAt(words, i, setting) ?? (begun ? theUnit(words, i, setting) : null)
    if (!found || found.period.all) return null
    const more = words[i + found.length]
    const onward = more === 'onward' || more === 'onwards' || more === 'on' ? 1 : 0
    if (joins.has(more ?? '') && more !== 'and') {
      const second = singleAt(words, i + found.length + 1, setting)
      if (second && second.period.to >= found.period.from)
        return {
          length: i + found.length + 1 + second.length - at,
          period: { from: found.period.from, to: second.period.to, unit: null, implied: false },
        }
      if (['now', 'today', 'date'].includes(words[i + found.length + 1] ?? ''))
        return openFrom(found.period, i + found.length + 2 - at, setting)
    }
    return openFrom(found.period, i + found.length + onward - at, setting)
  }
  if (word === 'from' || word === 'after') {
    const found = singleAt(words, i, setting)
    if (!found || found.period.all) return null
    const end = i + found.length
    if (word === 'after')
      return found.period.to >= setting.today
        ? null
        : { length: end - at, period: { from: found.period.to + 1, to: setting.today, unit: null, implied: false } }
    if (words[end] === 'on' || words[end] === 'onward' || words[end] === 'onwards')
      return openFrom(found.period, end + 1 - at, setting)
    if (
      (words[end] === 'to' || words[end] === 'until' || words[end] === 'till' || words[end] === 'through') &&
      ['now', 'today', 'date', 'present'].includes(words[end + 1] ?? '')
    )
      return openFrom(found.period, end + 2 - at, setting)
    return null
  }
  if (
    word === 'until' ||
    word === 'till' ||
    word === 'before' ||
    word === 'through' ||
    (word === 'up' && ['to', 'until', 'through'].includes(words[i] ?? ''))
  ) {
    if (word === 'up') i++
    const found = singleAt(words, i, setting)
    if (!found || !setting.months) return null
    const from = firstDayOfMonth(setting.months.first)
    const to = word === 'before' ? found.period.from - 1 : found.period.to
    return { length: i + found.length - at, period: { from: Math.min(from, to), to, unit: null, implied: false } }
  }
  return null
}

/** "the year", "the quarter" after "since the start of". */
function theUnit(words: readonly string[], at: number, setting: PeriodSetting): ReadPeriod | null {
  return singleAt(['of', 'the', ...words.slice(words[at] === 'the' ? at + 1 : at)], 0, setting) === null
    ? null
    : {
        length: words[at] === 'the' ? 2 : 1,
        period: singleAt(['of', 'the', ...words.slice(words[at] === 'the' ? at + 1 : at)], 0, setting)!.period,
      }
}

const openFrom = ({ from }: SpokenPeriod, length: number, { today }: PeriodSetting): ReadPeriod | null =>
  from > today ? null : { length, period: { from, to: today, unit: null, implied: false } }

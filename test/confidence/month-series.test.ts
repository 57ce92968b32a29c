import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastDayOfMonth } from '../../server/analytics/calendar.ts'
import { combinedSignals } from '../../server/analytics/confidence/combined-signals.ts'
import { DatasetUploads, type Upload } from '../../server/analytics/confidence/dataset-uploads.ts'
import { type FactSignals, factSignals } from '../../server/analytics/confidence/fact-signals.ts'
import { type MonthChange, MonthSeries } from '../../server/analytics/confidence/month-series.ts'
import { assumedRevision, PeerRevisions, usualRevisions } from '../../server/analytics/confidence/usual-revision.ts'

const JANUARY = 2025 * 12
const end = (month: number) => lastDayOfMonth(JANUARY + month)
const firstDay = (month: number) => end(month - 1) + 1
const upload = (month: number, age: number, more: Partial<Upload> = {}): Upload => ({
  day: end(month) + age,
  firstDay: firstDay(0),
  lastDay: end(month),
  rows: 100,
  rejected: 0,
  conflicting: 0,
  repeated: 0,
  ...more,
})
const change = (month: number, day: number, rows: number, amount: number): MonthChange => ({
  month: JANUARY + month,
  day,
  rows,
  amount,
})

/** Every month uploaded two days after its end, and again with a tenth more a month later. */
const monthly = Array.from({ length: 8 }, (_, month) => upload(month, 2))
const tenthLater = Array.from({ length: 8 }, (_, month) => [
  change(month, end(month) + 2, 10, 1000),
  ...(month < 7 ? [change(month, end(month + 1) + 2, 1, 100)] : []),
]).flat()

describe('the past of a client', () => {
  const uploads = new DatasetUploads(monthly)
  const series = new MonthSeries(tenthLater)

  test('tells by how much months seen as early changed afterwards', () => {
    // Months 0 to 6 were seen two days after their end, and changed by 100 of 1000.
    expect(series.revision(2, uploads)).toEqual({ mean: expect.closeTo(0.1, 12), months: 7 })
    // Seen 40 days after their end they had changed already; month 6 was not watched long enough after that.
    expect(series.revision(40, uploads)).toEqual({ mean: 0, months: 5 })
  })

  test('counts no month that no upload had reached at that age', () => {
    expect(series.revision(0, uploads)).toEqual({ mean: 0, months: 0 })
    const bulk = new DatasetUploads([upload(7, 3)])
    const loaded = new MonthSeries(Array.from({ length: 8 }, (_, month) => change(month, end(7) + 3, 10, 1000)))
    expect(loaded.revision(2, bulk)).toEqual({ mean: 0, months: 0 })
  })

  test('is drawn to its peers, and they to the assumption', () => {
    const prior = assumedRevision(2)
    const peers = new PeerRevisions([series], uploads)
    const expected = (0.1 * 7 + prior * 3) / 10
    expect(usualRevisions(2, uploads, peers)(null).mean).toBeCloseTo(expected, 12)
    expect(usualRevisions(2, uploads, peers)(series).mean).toBeCloseTo((0.1 * 7 + expected * 3) / 10, 12)
    expect(usualRevisions(2, uploads, null)(null)).toEqual({ mean: prior, months: 0 })
  })

  test('tells what is usual from the months around, without the month itself', () => {
    const usual = series.usual(JANUARY + 3, JANUARY + 7)
    expect(usual).toEqual({ rows: 11, amount: 1100, spread: 0 })
    expect(new MonthSeries(tenthLater.slice(0, 5)).usual(JANUARY + 1, JANUARY + 2)).toBeNull()
  })
})

describe('what uploads say of a time', () => {
  test('their reach counts working days, or the days that invoices fall on', () => {
    const cut = { ...upload(0, 0), day: end(0), lastDay: firstDay(0) + 14 }
    const time = { from: firstDay(0), to: end(0) }
    expect(new DatasetUploads([cut]).reach(time)).toMatchObject({ days: 31, daysReached: 15 })
    // January 2025 has 23 working days, 11 of them up to the 15th; weekend days weigh a twentieth.
    expect(new DatasetUploads([cut]).reach(time).share).toBeCloseTo((11 + 4 * 0.05) / (23 + 8 * 0.05), 12)
    const onTheFirst = Array.from({ length: 31 }, (_, day) => Number(day === 0))
    expect(new DatasetUploads([cut], onTheFirst).reach(time).share).toBe(1)
    expect(new DatasetUploads([]).reach(time)).toEqual({ days: 31, daysReached: 0, share: 0 })
  })

  test('a row dated after its upload reaches no further than the upload', () => {
    expect(new DatasetUploads([upload(0, 0, { day: end(0) - 10, lastDay: end(40) })]).reachedDay).toBe(end(0) - 10)
  })

  test('their age is that of the newest whose rows reach the month', () => {
    const uploads = new DatasetUploads([upload(0, 2), upload(3, -5), upload(0, 300, { lastDay: end(0) - 1 })])
    expect(uploads.ageOf(JANUARY + 3)).toBe(-5)
    expect(uploads.ageOf(JANUARY + 4)).toBeNull()
  })

  test('troubles weigh by rows, and only those of uploads that touch the time count', () => {
    const uploads = new DatasetUploads([
      upload(0, 2, { rows: 300, rejected: 30 }),
      upload(1, 2, { rows: 100, rejected: 10, conflicting: 0.2, repeated: 0.4, firstDay: firstDay(1) }),
    ])
    expect(uploads.troubles({ from: firstDay(1), to: end(1) })).toEqual({ rejected: 0.1, conflicts: 0.2, repeats: 0.4 })
    expect(uploads.troubles({ from: firstDay(5), to: end(5) })).toEqual({ rejected: 0, conflicts: 0, repeats: 0 })
  })
})

describe('the signals of a dataset', () => {
  const uploads = new DatasetUploads(monthly)
  const month = (index: number) => ({ from: firstDay(index), to: end(index) })
  const of = (changes: readonly MonthChange[], index: number): FactSignals =>
    factSignals({ uploads, isList: false, series: new MonthSeries(changes), peers: null }, month(index))

  test('compare the rows with the usual', () => {
    const half = tenthLater.map(one => (one.month === JANUARY + 4 ? { ...one, rows: one.rows / 2 } : one))
    expect(of(half, 4)).toMatchObject({ pattern: 0.5, usualRows: 11, monthRows: 5.5, outliers: 0, reach: 1 })
    expect(of(tenthLater, 4).pattern).toBe(1)
  })

  test('find months beyond their range', () => {
    const tenfold = tenthLater.map(one => (one.month === JANUARY + 4 ? { ...one, amount: one.amount * 10 } : one))
    expect(of(tenfold, 4).outliers).toBe(1)
    expect(of(tenfold, 3).outliers).toBe(0)
  })

  test('weigh the months of a longer time by what they hold', () => {
    const year = factSignals(
      { uploads, isList: false, series: new MonthSeries(tenthLater), peers: null },
      { from: firstDay(0), to: end(7) },
    )
    expect(year.revision).toBeLessThan(of(tenthLater, 7).revision)
  })

  test('of several datasets are those of the worst', () => {
    const cell = { family: 'MARGIN', known: true, rows: 5, imputed: 0, leftOut: 0, reviews: null } as const
    const good = of(tenthLater, 4)
    const bad = { ...good, reach: 0.5, rejected: 0.2, pattern: null, revision: 0.3 }
    expect(combinedSignals([good, bad], cell)).toMatchObject({
      datasets: 2,
      reach: 0.5,
      rejected: 0.2,
      pattern: 1,
      revision: 0.3,
    })
  })

  test('of any number of datasets are each the worst, unknown ones last', () => {
    const share = fc.constantFrom(0, 0.25, 0.5, 1)
    const unsure = fc.option(share)
    const signals: fc.Arbitrary<FactSignals> = fc.record({
      ...{ days: fc.nat(9), daysReached: fc.nat(9), reach: share, age: fc.option(fc.nat(9)), revision: share },
      ...{ watched: fc.nat(9), ofList: fc.boolean(), pattern: unsure, usualRows: unsure, monthRows: fc.nat(9) },
      ...{ outliers: unsure, volatility: unsure, rejected: share, conflicts: share, repeats: share },
    })
    const cell = { family: 'MARGIN', known: true, rows: 5, imputed: 0.5, leftOut: 0.1, reviews: null } as const
    const worst = (all: readonly FactSignals[], of: (one: FactSignals) => number) =>
      all.find(one => of(one) === Math.min(...all.map(of)))!
    const largest = (all: readonly (number | null)[]) => {
      const known = all.filter(value => value !== null)
      return known.length > 0 ? Math.max(...known) : null
    }
    fc.assert(
      fc.property(fc.array(signals, { minLength: 1, maxLength: 4 }), all => {
        const { pattern, usualRows, monthRows } = worst(all, one => one.pattern ?? 2)
        const { reach, days, daysReached } = worst(all, one => one.reach)
        const { revision, watched, age, ofList } = worst(all, one => -one.revision)
        const of = (key: 'outliers' | 'volatility' | 'rejected' | 'conflicts' | 'repeats') =>
          largest(all.map(one => one[key]))
        expect(combinedSignals(all, cell)).toEqual({
          ...{ ...cell, datasets: all.length, pattern, usualRows, monthRows, reach, days, daysReached },
          ...{ revision, watched, age, ofList, outliers: of('outliers'), volatility: of('volatility') },
          ...{ rejected: of('rejected'), conflicts: of('conflicts'), repeats: of('repeats') },
        })
      }),
    )
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exact } from '../../../server/analytics/exact.ts'
import { Catalogue } from '../../../server/metrics/catalogue/catalogue.ts'
import { everything } from '../../../server/metrics/filters/row-filter.ts'
import { Grid } from '../../../server/metrics/grid/grid.ts'
import { dimensionMembers } from '../../../server/metrics/names/dimension-members.ts'
import { previousSpan } from '../../../server/metrics/periods/baseline-span.ts'
import { timeBuckets } from '../../../server/metrics/periods/time-buckets.ts'
import type { Answer } from '../../../server/metrics/plan/answer.ts'
import { CellSubjects } from '../../../server/metrics/reviews/cell-subjects.ts'
import { ResultReviews } from '../../../server/metrics/reviews/result-reviews.ts'
import { reviewedCells } from '../../../server/metrics/reviews/reviewed-cells.ts'
import { reviewsByMetric } from '../../../server/metrics/reviews/reviews-by-metric.ts'

const catalogue = new Catalogue([])
const keys = ['revenue', 'hours', 'gross_margin_pct', 'revenue_growth_pct', 'spend']
const month = 2026 * 12
const period = { from: 20_454, to: 20_543, label: 'the first quarter of 2026' }

const review = fc.record({
  metric: fc.constantFrom(...keys, 'labour_cost', 'license_cost'),
  client_id: fc.integer({ min: 0, max: 4 }),
  month: fc.integer({ min: month - 2, max: month + 3 }),
  status: fc.constantFrom('OPEN', 'IN_REVIEW', 'APPROVED', 'REJECTED', 'CORRECTED', 'EXPIRED' as const),
  value_exact: fc.constantFrom('7', '8'),
  corrected_exact: fc.constantFrom('9', '10'),
})

/** What an answer knows of its cells: some clients (0: blank) by months or weeks. */
function asked(clients: readonly number[], step: 'MONTH' | 'WEEK', reviews: ResultReviews): Answer {
  const names = { organizationId: 1, clients: new Map(), terms: new Map(), people: null }
  const members = dimensionMembers('CLIENT', names as never)
  const grid = new Grid([members], timeBuckets(period, [step], 1))
  for (const client of clients) grid.groupOf({ client_id: client })
  const known = {
    plan: { groupDimensions: ['CLIENT'], filterDimensions: new Set() },
    members: new Map([['CLIENT', members]]),
    side: { table: { grid } },
    filter: everything,
    names,
  }
  return { ...known, reviews, subjects: new CellSubjects(known as never) } as never as Answer
}

test('a cell that is not marked shows what was computed, to whoever looks', () => {
  const about = {
    rows: fc.array(review, { maxLength: 12 }),
    clients: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 5 }),
    step: fc.constantFrom('MONTH', 'WEEK' as const),
    decides: fc.boolean(),
    key: fc.constantFrom(...keys),
    value: fc.constantFrom(null, exact(7), exact(8)),
  }
  fc.assert(
    fc.property(fc.record(about), ({ rows, clients, step, decides, key, value }) => {
      const numbered = rows.map((row, index) => ({ ...row, id: index + 1 }))
      const reviews = new ResultReviews(reviewsByMetric([...keys, 'labour_cost', 'license_cost'], numbered), decides)
      const answer = asked(clients, step, reviews)
      const metric = catalogue.find(key)!
      const marked = reviewedCells(answer, metric)
      const { windows } = answer.side.table.grid
      for (let cell = 0; cell < clients.length * windows.length; cell++) {
        if (marked?.[cell] === 1) continue
        const window = windows[cell % windows.length]!
        const before = metric.breakdowns.has('PREVIOUS') ? previousSpan(window) : null
        const subject = answer.subjects.of('table', cell)
        expect(reviews.shown(metric, subject, window, value, before).value).toBe(value)
      }
    }),
    { numRuns: 2000 },
  )
})

test('only what may be shown otherwise is marked: to those who decide, what was rejected or corrected', () => {
  const row = { id: 1, metric: 'revenue', client_id: 2, month, value_exact: '7', corrected_exact: null }
  const marks = (status: 'OPEN' | 'REJECTED', decides: boolean) => {
    const reviews = new ResultReviews(reviewsByMetric(['revenue'], [{ ...row, status }]), decides)
    const marked = reviewedCells(asked([1, 2], 'MONTH', reviews), catalogue.find('revenue')!)
    return marked && [...marked]
  }
  expect(marks('OPEN', true)).toBeNull()
  expect(marks('OPEN', false)).toEqual([0, 0, 0, 1, 0, 0])
  expect(marks('REJECTED', true)).toEqual([0, 0, 0, 1, 0, 0])
})

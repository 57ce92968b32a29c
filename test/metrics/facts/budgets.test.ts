import { expect, test } from 'vitest'
import { Budgets } from '../../../server/metrics/facts/budgets.ts'
import { Grid } from '../../../server/metrics/grid/grid.ts'
import { blank, Members } from '../../../server/metrics/names/member.ts'
import { spanOfMonths } from '../../../server/metrics/periods/day-span.ts'

const line = (month: number, client_id: number, amount: number) => ({ month, measure: 'revenue', client_id, amount })
const lines = [line(24300, 0, 1000), line(24300, 1, 300), line(24300, 2, 400), line(24301, 1, 50), line(24301, 2, 60)]

test('the line of the firm is the total of a month that has one, those of clients are parts', () => {
  const budgets = new Budgets()
  budgets.add(
    new Grid([], [spanOfMonths(24300, 24300), spanOfMonths(24301, 24301), spanOfMonths(24302, 24302)]),
    lines,
    false,
  )
  expect([0, 1, 2].map(cell => budgets.amount('revenue', cell))).toEqual([1000, 110, null])
  expect(budgets.amount('hours', 0)).toBeNull()
})

test('by client only the lines of clients count', () => {
  const clients = new Members('client_id', 0, id => ({ ...blank, key: String(id) }))
  const budgets = new Budgets()
  budgets.add(new Grid([clients], [spanOfMonths(24300, 24301)]), lines, true)
  expect(clients.all.map((member, group) => [member.key, budgets.amount('revenue', group)])).toEqual([
    ['1', 350],
    ['2', 460],
  ])
})

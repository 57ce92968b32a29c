import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, isoOfDay } from '../../../server/analytics/calendar.ts'
import { writtenDay, writtenMonth } from '../../../server/snapshots/reading/cells/written-date.ts'
import { codes, lines, readBytes, readCells } from './read-sheet.ts'

const MARCH_14 = dayOf(2026, 3, 14)
const since = (dates: readonly string[], options = {}) =>
  readBytes(lines('name\tsince', ...dates.map((date, at) => `C${at}\t${date}`)), 'CLIENTS', options)
const days = async (dates: readonly string[], options = {}) =>
  (await since(dates, options)).column('since').map(day => (typeof day === 'number' ? isoOfDay(day) : day))

test.each([
  '2026-03-14',
  '2026-3-14',
  '2026/03/14',
  '2026.03.14',
  '20260314',
  '2026-03-14T23:59:59Z',
  '2026-03-14T23:30:00-08:00',
  '2026-03-14 00:30:00.123+11:00',
  '2026-03-14 8:05 PM',
  '14/03/2026',
  '3/14/2026',
  '14.03.26',
  '14-03-2026 10:22',
  '3/14/2026 11:45:10 p.m.',
  '14 Mar 2026',
  '14-Mar-26',
  'Mar 14, 2026',
  'March 14th, 2026',
  'Sat, 14 Mar 2026 08:00:00 GMT',
  'Saturday, March 14, 2026',
  '2026 Mar 14',
  '46095',
  '46095.75',
])('%s is 14 March 2026', async text => {
  expect(await days([text])).toEqual(['2026-03-14'])
})

test('each day of a century reads back from every unambiguous notation', () => {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  fc.assert(
    fc.property(fc.integer({ min: dayOf(1955, 1, 1), max: dayOf(2064, 1, 1) }), day => {
      const [year = '', month = '', date = ''] = isoOfDay(day).split('-')
      const name = names[Number(month) - 1]
      expect(writtenDay(`${year}-${month}-${date}`, null)).toBe(day)
      expect(writtenDay(`${year}${month}${date}`, null)).toBe(day)
      expect(writtenDay(`${date} ${name} ${year}`, null)).toBe(day)
      expect(writtenDay(`${name} ${Number(date)}, ${year}`, null)).toBe(day)
      expect(writtenDay(`${date}/${month}/${year}`, 'DAY_FIRST')).toBe(day)
      expect(writtenDay(`${Number(month)}-${Number(date)}-${year}`, 'MONTH_FIRST')).toBe(day)
      expect(writtenDay(String(day + 25_569), null)).toBe(day)
    }),
  )
})

test('one value that fits only one order decides for the whole column', async () => {
  expect(await days(['03/04/2026', '05/06/2026', '13/01/2026'])).toEqual(['2026-04-03', '2026-06-05', '2026-01-13'])
  expect(await days(['03/04/2026', '05/06/2026', '01/13/2026'])).toEqual(['2026-03-04', '2026-05-06', '2026-01-13'])
})

test('the order is proved by the last of many rows as by the first', async () => {
  const dates = [...Array.from({ length: 5_000 }, () => '03/04/2026'), '31/12/2026']
  expect(new Set(await days(dates))).toEqual(new Set(['2026-04-03', '2026-12-31']))
})

test('a column that fits both orders is a question, never a guess', async () => {
  const { inspection } = await since(['03/04/2026', '05/06/2026'])
  expect(inspection.questions).toEqual([
    expect.objectContaining({
      code: 'AMBIGUOUS_DATES',
      heading: 'since',
      column: 'since',
      choices: ['DAY_FIRST', 'MONTH_FIRST'],
      message: expect.stringContaining('03/04/2026'),
    }),
  ])
})

test('a column whose dates are the same either way needs no answer', async () => {
  const { inspection, column } = await since(['03/03/2026', '11/11/2026'])
  expect(inspection.questions).toEqual([])
  expect(column('since')).toEqual([dayOf(2026, 3, 3), dayOf(2026, 11, 11)])
})

test('a person’s answer is followed, and what does not fit it is an error', async () => {
  const mapping = [{ heading: 'since', column: 'since', dateOrder: 'DAY_FIRST' as const }]
  const { column, issues, inspection } = await since(['03/04/2026', '01/13/2026'], { mapping })
  expect(inspection.questions).toEqual([])
  expect(column('since')).toEqual([dayOf(2026, 4, 3)])
  expect(codes(issues)).toEqual([[3, 'since', 'NO_SUCH_DAY']])
})

test('columns that contradict themselves are a question; a mistake among many proofs is an error of its row', async () => {
  const half = await since(['31/12/2026', '12/31/2026'])
  expect(half.inspection.questions).toMatchObject([{ code: 'AMBIGUOUS_DATES' }])
  const many = Array.from({ length: 20 }, (_, at) => `${13 + (at % 10)}/03/2026`)
  const { issues, column } = await since([...many, '03/25/2026'])
  expect(codes(issues)).toEqual([[22, 'since', 'NO_SUCH_DAY']])
  expect(column('since')).toHaveLength(20)
})

test('one ambiguous cell among ISO dates is an error of its row, not a question', async () => {
  const { inspection, issues, column } = await since(['2026-01-02', '2026-01-03', '2026-01-04', '03/04/2026'])
  expect(inspection.questions).toEqual([])
  expect(codes(issues)).toEqual([[5, 'since', 'AMBIGUOUS_DATE']])
  expect(column('since')).toHaveLength(3)
})

test.each([
  ['2026-02-30', 'NO_SUCH_DAY'],
  ['31/04/2026', 'NO_SUCH_DAY'],
  ['2026-13-01', 'NO_SUCH_DAY'],
  ['0206-03-14', 'NO_SUCH_DAY'],
  ['29 Feb 2025', 'NO_SUCH_DAY'],
  ['tomorrow', 'NOT_A_DATE'],
  ['12', 'NOT_A_DATE'],
  ['19999', 'NOT_A_DATE'],
  ['60001', 'NOT_A_DATE'],
  ['1:30', 'NOT_A_DATE'],
  ['14 Foo 2026', 'NOT_A_DATE'],
  [`2026-03-14${' '.repeat(80)}x`, 'NOT_A_DATE'],
])('%j is no date: %s', async (text, code) => {
  expect(codes((await since([text])).issues)).toEqual([[2, 'since', code]])
})

test('serials of a sheet are dates, with their time left out', async () => {
  const rows = [
    ['A', 46_095],
    ['B', 46_095.999],
    ['C', 20_000],
    ['D', 60_000],
    ['E', 20_260_314],
  ]
  const { column } = await readCells({ header: ['name', 'since'], rows }, 'CLIENTS')
  expect(column('since')).toEqual([MARCH_14, MARCH_14, 20_000 - 25_569, 60_000 - 25_569, MARCH_14])
})

test('a number outside the serials, and a boolean, are no dates', async () => {
  const rows = [
    ['A', 19_999],
    ['B', 60_001],
    ['C', true],
    ['D', -1],
  ]
  const { issues } = await readCells({ header: ['name', 'since'], rows }, 'CLIENTS')
  expect(issues.map(({ code }) => code)).toEqual(['NOT_A_DATE', 'NOT_A_DATE', 'NOT_A_DATE', 'NOT_A_DATE'])
})

test.each([
  '2026-03',
  '2026/3',
  '03/2026',
  'Mar 2026',
  'March 2026',
  'Mar-26',
  '2026 March',
  '202603',
  '2026-03-14',
  '46095',
  '14/03/2026',
])('as a month, %s is March 2026', async text => {
  const { column } = await readBytes(lines('month,measure,amount', `${text},revenue,1`), 'BUDGETS')
  expect(column('month')).toEqual([2026 * 12 + 2])
})

test.each(['2026-13', '2026-00', 'March', '2026', '13/2026', ''])('%j is no month', async text => {
  expect(writtenMonth(text)).toBe(null)
})

test('months say how they are written', async () => {
  const { issues } = await readBytes(lines('month,measure,amount', 'Q1,revenue,1'), 'BUDGETS')
  expect(issues).toMatchObject([{ code: 'NOT_A_DATE', message: expect.stringContaining('2026-03') }])
})

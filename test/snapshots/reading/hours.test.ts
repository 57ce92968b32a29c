import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codes, lines, readBytes } from './read-sheet.ts'

const logs = (texts: readonly string[]) =>
  readBytes(lines('client\tstaff\tdate\thours', ...texts.map(text => `A\tB\t2026-01-02\t${text}`)), 'TIME_LOGS')

test.each([
  ['1.5', 150],
  ['1:30', 150],
  ['01:30:00', 150],
  ['0:45', 75],
  ['24:00', 2_400],
  ['1h 30m', 150],
  ['1 hr 30 min', 150],
  ['90 min', 150],
  ['90m', 150],
  ['2 hours', 200],
  ['1.25h', 125],
  ['.25', 25],
  ['1.250', 125],
])('%s is read as hundredths of an hour', async (text, hundredths) => {
  const { column, issues } = await logs([text])
  expect([column('hours'), issues]).toEqual([[hundredths], []])
})

test('three places are never thousands of hours, with a point or a comma', async () => {
  expect((await logs(['1.250', '7.500'])).column('hours')).toEqual([125, 750])
  expect((await logs(['1,250', '7,500'])).column('hours')).toEqual([125, 750])
})

test('times that are no hundredths are rounded half to even, with a warning', async () => {
  const { column, issues } = await logs(['1:20', '0:40', '0:00:18', '0:00:54', '1.505'])
  expect(column('hours')).toEqual([133, 67, 2, 150])
  expect(codes(issues)).toEqual([
    [2, 'hours', 'ROUNDED'],
    [3, 'hours', 'ROUNDED'],
    [4, 'hours', 'OUT_OF_RANGE'],
    [5, 'hours', 'ROUNDED'],
    [6, 'hours', 'ROUNDED'],
  ])
})

test('every minute of a day is within half a hundredth', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_440 }), async minutes => {
      const [value] = (await logs([`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`])).column(
        'hours',
      )
      expect(Math.abs(Number(value) - (minutes * 100) / 60)).toBeLessThanOrEqual(0.5)
    }),
    { numRuns: 60 },
  )
})

test.each(['1:75', 'one', '$3', '50%', '1:2:3:4', '1h30'])('%s is not a number of hours', async text => {
  expect(codes((await logs([text])).issues)).toEqual([[2, 'hours', 'NOT_A_NUMBER']])
})

test('what is no hours is shown as it stands in the cell', async () => {
  const sheet = 'client,staff,date,hours\nA,B,2026-01-02,1.5 h\nClient,Staff,Date,Hours\nA,B,2026-01-03,2 hrs\n'
  const { column, issues } = await readBytes(sheet, 'TIME_LOGS')
  expect(column('hours')).toEqual([150, 200])
  expect(issues.find(issue => issue.column === 'hours')).toMatchObject({ row: 3, value: 'Hours', code: 'NOT_A_NUMBER' })
})

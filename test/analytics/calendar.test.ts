import { expect, test } from 'vitest'
import { monthOfDay } from '../../server/analytics/calendar.ts'

test('the month of a day is the one that the platform’s calendar says, for every day of three thousand years', () => {
  const wrong: number[] = []
  // From the year 1 to the year 3000, leap years of four, a hundred and four hundred years included.
  for (let day = -719_162; day <= 376_199; day++) {
    const date = new Date(day * 86_400_000)
    if (monthOfDay(day) !== date.getUTCFullYear() * 12 + date.getUTCMonth()) wrong.push(day)
  }
  expect(wrong).toEqual([])
})

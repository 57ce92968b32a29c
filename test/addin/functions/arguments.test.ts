import fc from 'fast-check'
import { expect, test } from 'vitest'
import { againstArgument } from '../../../addin/app/formulas/against-argument.ts'
import { asOfArgument, monthArgument, periodArgument, textArgument } from '../../../addin/app/formulas/arguments.ts'
import { monthOfSerial, monthOfText, monthText, serialOfMonth } from '../../../addin/app/formulas/excel-month.ts'

// Serial numbers as Excel shows them: 2026-08-01 is 46235, 2026-08-31 is 46265.
test('a date is the month it is in, whatever the day', () => {
  expect([46235, 46248.75, 46265].map(periodArgument)).toEqual(['2026-08', '2026-08', '2026-08'])
  expect(periodArgument(46266)).toBe('2026-09')
  expect(monthArgument(46235, 'from')).toBe(monthOfText('2026-08'))
})

test('words stay, in capitals; a number like a year is the year; nothing is nothing', () => {
  expect([' 2026-q3 ', 'ytd', '2026-08', '2026', 2026].map(periodArgument)).toEqual([
    '2026-Q3',
    'YTD',
    '2026-08',
    '2026',
    '2026',
  ])
  expect([null, undefined, '', '  '].map(periodArgument)).toEqual([null, null, null, null])
})

test('numbers that are no period are said, with what is', () => {
  for (const number of [0.5, 12, 8000, 1e9])
    expect(() => periodArgument(number)).toThrow(/The period is .*: write a date/)
  expect(() => monthArgument('2026-Q3', 'from')).toThrow(
    'The from is 2026-Q3: write a date or a month such as "2026-08"',
  )
  expect(() => monthArgument('', 'to')).toThrow('The to is missing')
  expect(() => asOfArgument(12)).toThrow('as_of')
})

test('as of a date is as of its day; instants and ids stay as they are', () => {
  expect(asOfArgument(46248.5)).toBe('2026-08-14')
  expect(asOfArgument('2026-08-14T12:00:00Z')).toBe('2026-08-14T12:00:00Z')
  expect(asOfArgument('')).toBeNull()
})

test('one cell of a range is that cell, several are refused; data types of Excel count by what they show', () => {
  expect(textArgument([[' Acme ']], 'client')).toBe('Acme')
  expect(() => textArgument([['Acme'], ['Bolt']], 'client')).toThrow('The client is 2 cells: name one')
  expect(periodArgument({ type: 'FormattedNumber', basicValue: 46235, numberFormat: 'mmm yyyy' })).toBe('2026-08')
  expect(textArgument({ type: 'Entity', text: 'Acme', basicValue: '#VALUE!' }, 'client')).toBe('Acme')
  expect(textArgument(42, 'client')).toBe('42')
})

test('a comparison goes by its words in any case; other words are a client', () => {
  expect(['Previous period', 'LAST_YEAR', 'budget', null].map(value => againstArgument(value).kind)).toEqual([
    'PREVIOUS_PERIOD',
    'SAME_PERIOD_LAST_YEAR',
    'BUDGET',
    'PREVIOUS_PERIOD',
  ])
  expect(againstArgument('Acme Dental')).toEqual({ kind: 'CLIENT', client: 'Acme Dental' })
})

test('months and Excel’s dates are the same thing, both ways', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1930 * 12, max: 2199 * 12 }), month => {
      expect(monthOfSerial(serialOfMonth(month))).toBe(month)
      expect(monthOfSerial(serialOfMonth(month + 1) - 1)).toBe(month)
      expect(monthOfText(monthText(month))).toBe(month)
      expect(periodArgument(serialOfMonth(month))).toBe(monthText(month))
    }),
  )
})

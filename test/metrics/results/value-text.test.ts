import { expect, test } from 'vitest'
import { exact } from '../../../server/analytics/exact.ts'
import { formatOf, valueText } from '../../../server/metrics/results/value-text.ts'

test.each([
  [exact(123450, 100), 'MONEY', 'USD', '$1,234.50'],
  [exact(-5, 1000), 'MONEY', 'USD', '$0.00'],
  [exact(-1234567), 'MONEY', 'EUR', '-€1,234,567.00'],
  [exact(-123456), 'COUNT', 'USD', '-123,456'],
  [exact(123), 'COUNT', 'USD', '123'],
  [exact(25, 10), 'MONEY', 'JPY', '¥2'],
  [exact(35, 10), 'MONEY', 'JPY', '¥4'],
  [exact(1, 3), 'MONEY', 'CHF', 'CHF 0.33'],
  [exact(952, 10), 'MONEY_PER_HOUR', 'USD', '$95.20/h'],
  [exact(5), 'MONEY_PER_SEAT', 'USD', '$5.00/seat'],
  [exact(1235, 100), 'PERCENT', 'USD', '12.4 %'],
  [exact(1225, 100), 'PERCENT', 'USD', '12.2 %'],
  [exact(7), 'PERCENT_PER_MONTH', 'USD', '7.0 %/month'],
  [exact(725, 100), 'HOURS', 'USD', '7.25 h'],
  [exact(1204), 'COUNT', 'USD', '1,204'],
  [exact(1, 3), 'RATIO', 'USD', '0.33'],
  [null, 'MONEY', 'USD', '–'],
] as const)('%j as %s in %s reads %s', (value, unit, currency, text) => {
  expect(valueText(value, unit, currency)).toBe(text)
})

test('spreadsheet formats have the places that are shown', () => {
  expect([
    formatOf('MONEY', 'USD'),
    formatOf('MONEY', 'JPY'),
    formatOf('PERCENT', 'USD'),
    formatOf('COUNT', 'USD'),
  ]).toEqual(['#,##0.00', '#,##0', '#,##0.0" %"', '#,##0'])
})

import { expect, test } from 'vitest'
import { rational } from '../../../server/analytics/rational.ts'
import { ExchangeRates } from '../../../server/metrics/facts/exchange-rates.ts'

const rates = new ExchangeRates([
  { day: 20, from_currency: 'EUR', to_currency: 'USD', rate: '1.10' },
  { day: 10, from_currency: 'EUR', to_currency: 'USD', rate: '1.25' },
  { day: 5, from_currency: 'USD', to_currency: 'EUR', rate: '0.8' },
  { day: 1, from_currency: 'USD', to_currency: 'GBP', rate: '0.8' },
  { day: 1, from_currency: 'CHF', to_currency: 'EUR', rate: '1' },
])

test('the rate of the day counts, else the latest before', () => {
  expect([rates.rate('EUR', 'USD', 10), rates.rate('EUR', 'USD', 19), rates.rate('EUR', 'USD', 21)]).toEqual([
    rational(5, 4),
    rational(5, 4),
    rational(11, 10),
  ])
})

test('the inverse pair is used, exactly, where the direct one has no rate by then', () => {
  expect([rates.rate('GBP', 'USD', 3), rates.rate('EUR', 'USD', 7)]).toEqual([rational(5, 4), rational(5, 4)])
})

test('before the first rate, and by way of a third currency, there is none', () => {
  expect([rates.rate('EUR', 'USD', 4), rates.rate('CHF', 'USD', 30)]).toEqual([null, null])
})

import { expect, test } from 'vitest'
import { currenciesOfSymbol, isCurrency, minorDigits } from '../../server/datasets/currency.ts'

test('codes of ISO 4217 are currencies, in upper case only', () => {
  expect(['USD', 'EUR', 'KWD', 'usd', 'XYZ', '', '$'].map(isCurrency)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

test('places of the minor unit follow ISO 4217', () => {
  expect(['USD', 'EUR', 'JPY', 'KWD', 'CLP', 'BHD'].map(minorDigits)).toEqual([2, 2, 0, 3, 0, 3])
  expect(() => minorDigits('XYZ')).toThrow(RangeError)
})

test('a symbol means the base currency where it can', () => {
  const first = (symbol: string, base: string) => currenciesOfSymbol(symbol, base)?.[0] ?? null
  expect(first('$', 'EUR')).toBe('USD')
  expect(first('$', 'AUD')).toBe('AUD')
  expect(first('C$', 'AUD')).toBe('CAD')
  expect(first('kr', 'DKK')).toBe('DKK')
  expect(first('¥', 'CNY')).toBe('CNY')
  expect(first('eur', 'USD')).toBe('EUR')
  expect(first('?', 'USD')).toBe(null)
})

test('every currency a symbol may mean is one', () => {
  for (const symbol of ['$', '£', '¥', 'kr', 'Rs', 'lei', 'лв'])
    for (const code of currenciesOfSymbol(symbol, 'USD') ?? []) expect([code, isCurrency(code)]).toEqual([code, true])
})

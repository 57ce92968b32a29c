import type { Dataset } from './dataset.ts'

export const fxRates: Dataset = {
  kind: 'FX_RATES',
  name: 'fx_rates',
  title: 'Exchange rates',
  description:
    'What one unit of a currency was worth in another on a day. An invoice takes the latest rate of its day or before.',
  naturalKey: [['date', 'from', 'to']],
  periodColumn: 'date',
  keepsUnmapped: false,
  checks: [
    {
      code: 'RATE_NOT_POSITIVE',
      severity: 'ERROR',
      description: 'rate is above 0',
      test: values =>
        typeof values.rate === 'string' && !/^\d*\.?\d*[1-9]/.test(values.rate)
          ? { column: 'rate', message: 'The rate must be above 0' }
          : null,
    },
    {
      code: 'SAME_CURRENCY',
      severity: 'ERROR',
      description: 'from and to differ',
      test: values =>
        values.from !== null && values.from === values.to
          ? { column: 'to', message: 'Both currencies are the same' }
          : null,
    },
  ],
  columns: [
    {
      name: 'date',
      title: 'Date',
      type: { kind: 'date' },
      required: true,
      description: 'The first day the rate applies.',
      example: '2026-03-01',
      aliases: ['rate date', 'day', 'as of', 'effective date'],
    },
    {
      name: 'from',
      title: 'From',
      type: { kind: 'currency' },
      required: true,
      description: 'ISO 4217 code of the foreign currency.',
      example: 'EUR',
      aliases: ['from currency', 'base', 'source', 'currency', 'source currency'],
    },
    {
      name: 'to',
      title: 'To',
      type: { kind: 'currency' },
      required: true,
      description: 'ISO 4217 code it is converted to.',
      example: 'USD',
      aliases: ['to currency', 'quote', 'target', 'target currency', 'quote currency'],
    },
    {
      name: 'rate',
      title: 'Rate',
      type: { kind: 'decimal' },
      required: true,
      description: 'One unit of "from" in units of "to". Above 0.',
      example: '1.0835',
      aliases: ['exchange rate', 'fx rate', 'value', 'price'],
    },
  ],
}

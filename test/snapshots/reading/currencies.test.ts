import { expect, test } from 'vitest'
import { codes, lines, readBytes } from './read-sheet.ts'

const invoices = (rows: readonly (readonly [amount: string, currency?: string])[], options = {}) =>
  readBytes(
    lines(
      'client\tnumber\tdate\ttotal\tcurrency\tstatus',
      ...rows.map(([amount, currency = ''], at) => `A\t${at}\t2026-01-02\t${amount}\t${currency}\tpaid`),
    ),
    'INVOICES',
    options,
  )
const money = async (...args: Parameters<typeof invoices>) => {
  const { rows, issues } = await invoices(...args)
  return { amounts: rows.map(({ values }) => [values.total_amount, values.currency]), codes: codes(issues) }
}

test('amounts are minor units of the row’s currency', async () => {
  expect(
    await money([
      ['1.5', 'USD'],
      ['150', 'JPY'],
      ['1.5', 'kwd'],
      ['1.5', ''],
    ]),
  ).toEqual({
    amounts: [
      [150, 'USD'],
      [150, 'JPY'],
      [1_500, 'KWD'],
      [150, 'USD'],
    ],
    codes: [],
  })
})

test('a blank currency is the base currency, also where the column is missing', async () => {
  const { rows } = await readBytes(lines('client,number,date,total,status', 'A,1,2026-01-02,15,paid'), 'INVOICES', {
    baseCurrency: 'JPY',
  })
  expect(rows[0]?.values).toMatchObject({ total_amount: 15, currency: 'JPY' })
})

test('a symbol or code beside an amount sets a blank currency', async () => {
  expect((await money([['€5'], ['5 EUR'], ['£5'], ['¥5'], ['CHF 5'], ['5 kr'], ['R$ 5'], ['5']])).amounts).toEqual([
    [500, 'EUR'],
    [500, 'EUR'],
    [500, 'GBP'],
    [5, 'JPY'],
    [500, 'CHF'],
    [500, 'SEK'],
    [500, 'BRL'],
    [500, 'USD'],
  ])
})

test('a dollar is the base currency’s where that has one, else the American', async () => {
  expect((await money([['$5']], { baseCurrency: 'CAD' })).amounts).toEqual([[500, 'CAD']])
  expect((await money([['$5']], { baseCurrency: 'EUR' })).amounts).toEqual([[500, 'USD']])
  expect((await money([['5 kr']], { baseCurrency: 'NOK' })).amounts).toEqual([[500, 'NOK']])
})

test('a symbol that agrees with the currency column is no conflict; one that does not is an error', async () => {
  expect(
    await money([
      ['$5', 'CAD'],
      ['$5', 'EUR'],
      ['€5', 'EUR'],
      ['EUR 5', 'USD'],
      ['£5', 'GBP'],
    ]),
  ).toEqual({
    amounts: [
      [500, 'CAD'],
      [500, 'EUR'],
      [500, 'GBP'],
    ],
    codes: [
      [3, 'total_amount', 'CURRENCY_CONFLICT'],
      [5, 'total_amount', 'CURRENCY_CONFLICT'],
    ],
  })
})

test('two symbols in one row contradict each other', async () => {
  const sheet = lines('client\tnumber\tdate\tsubtotal\ttotal\tstatus', 'A\t1\t2026-01-02\t€5\t$6\tpaid')
  const { issues } = await readBytes(sheet, 'INVOICES')
  expect(issues).toEqual([
    expect.objectContaining({ column: 'total_amount', code: 'CURRENCY_CONFLICT', suggestion: 'EUR' }),
  ])
})

test('letters that are no currency are not part of an amount', async () => {
  expect((await money([['5 xyz'], ['QQ 5'], ['XX5']])).codes.map(code => (code as unknown[])[2])).toEqual([
    'NOT_A_NUMBER',
    'NOT_A_NUMBER',
    'NOT_A_NUMBER',
  ])
})

test('a currency is a code or a symbol, in any case', async () => {
  const { amounts, codes: found } = await money([
    ['5', ' eur '],
    ['5', '€'],
    ['5', '$'],
    ['5', 'Euro'],
    ['5', 'XYZ'],
  ])
  expect(amounts).toEqual([
    [500, 'EUR'],
    [500, 'EUR'],
    [500, 'USD'],
  ])
  expect(found).toEqual([
    [5, 'currency', 'NOT_A_CURRENCY'],
    [6, 'currency', 'NOT_A_CURRENCY'],
  ])
})

test('datasets in the base currency refuse another one', async () => {
  const sheet = lines('client\tproduct\tseats\ttotal cost', 'A\tP\t1\t€5', 'A\tQ\t1\t$5', 'A\tR\t1\t5')
  const { issues, column } = await readBytes(sheet, 'LICENSES')
  expect(issues).toEqual([
    expect.objectContaining({
      row: 2,
      code: 'CURRENCY_CONFLICT',
      message: expect.stringContaining('the base currency'),
    }),
  ])
  expect(column('total_cost')).toEqual([500, 500])
})

import { expect, test } from 'vitest'
import { codes, readBytes } from './read-sheet.ts'

const invoices = (texts: readonly string[]) =>
  readBytes(
    [
      'client\tnumber\tdate\tstatus\ttotal\tlines',
      ...texts.map((text, at) => `A\t${at}\t2026-01-02\tpaid\t1\t"${text.replaceAll('"', '""')}"`),
    ].join('\n'),
    'INVOICES',
  )

const line = { description: null, quantity: '1', unitPrice: '105', taxRate: null, discount: null, unitCost: null }

test('lines are read from JSON, numbers or text, snake or camel case', async () => {
  const { column, issues } = await invoices([
    '[{"description":"Seats","quantity":40,"unit_price":105.50,"tax_rate":0.08,"discount":5,"unit_cost":60.1}]',
    '[{"Description":"Seats","quantity":"40","unitPrice":"1,105.50","taxRate":"8%","discount":"","unitCost":null,"sku":7}]',
    '[{"unit_price":105}, {"unit_price":-5e-1,"quantity":0.333}]',
  ])
  expect(issues).toEqual([])
  expect(column('lines_json')).toEqual([
    [{ description: 'Seats', quantity: '40', unitPrice: '105.5', taxRate: '0.08', discount: '5', unitCost: '60.1' }],
    [{ description: null, quantity: '40', unitPrice: '1105.5', taxRate: '0.08', discount: null, unitCost: null }],
    [line, { ...line, quantity: '0.333', unitPrice: '-0.5' }],
  ])
})

test('a tax rate above 1 is percent, with one warning for the cell', async () => {
  const { column, issues } = await invoices(['[{"unit_price":1,"tax_rate":20},{"unit_price":1,"tax_rate":7.5}]'])
  expect(codes(issues)).toEqual([[2, 'lines_json', 'PERCENT_ASSUMED']])
  expect(column('lines_json')).toMatchObject([[{ taxRate: '0.2' }, { taxRate: '0.075' }]])
})

test('no lines are no value', async () => {
  expect((await invoices(['[]'])).column('lines_json')).toEqual([null])
})

test.each([
  ['{"unit_price":1}', 'not a JSON array'],
  ['[{"unit_price":1}', 'not valid JSON'],
  ['lines', 'not valid JSON'],
  ['[{"quantity":1}]', 'line 1 has no unit_price'],
  ['[{"unit_price":1},{"unit_price":"x"}]', 'line 2 has "x" as unit_price'],
  ['[{"unit_price":"$5"}]', 'as unit_price'],
  ['[{"unit_price":1,"discount":"5%"}]', 'as discount'],
  ['[{"unit_price":true}]', 'unit_price is wrong'],
  ['[3]', 'line 1 is not'],
  [`[${'{"unit_price":1},'.repeat(2_000)}{"unit_price":1}]`, 'at most 2000'],
])('%s is an error: %s', async (text, message) => {
  const { issues } = await invoices([text])
  expect(issues).toEqual([
    expect.objectContaining({
      row: 2,
      column: 'lines_json',
      code: 'BAD_LINES',
      message: expect.stringContaining(message),
    }),
  ])
})

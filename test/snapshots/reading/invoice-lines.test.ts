import fc from 'fast-check'
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

test('lines whose keys are all as declared are read as those with a key of another tool beside them', async () => {
  const amount = fc.oneof(
    fc.constantFrom(null, '', ' ', '8%', '1,105.50', '$5', 'x', -0, 1e21, 0.1 + 0.2, 1.005, true, {}),
    fc.double({ noNaN: true }),
    fc.nat(10_000).map(cents => cents / 100),
  )
  const fields = fc.record(
    {
      description: fc.constantFrom<unknown>('Seats', null, 7, '', 'x'.repeat(1001)),
      quantity: amount,
      unit_price: amount,
      tax_rate: amount,
      discount: amount,
      unit_cost: amount,
      sku: fc.constant('A'),
    },
    { requiredKeys: [] },
  )
  const plain = fc.record({ quantity: fc.nat(99), unit_price: fc.nat(9999).map(cents => cents / 100) })
  const cells = fc.array(fc.oneof({ weight: 9, arbitrary: fields }, fc.constantFrom(3, null, [])), { maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(cells, fc.array(plain)), { minLength: 1, maxLength: 20 }), async sheets => {
      const beside = sheets.map(lines =>
        lines.map(one =>
          typeof one === 'object' && one !== null && !Array.isArray(one) ? { ...one, taxCode: 'N' } : one,
        ),
      )
      const [own, other] = [await invoices(sheets.map(written)), await invoices(beside.map(written))]
      expect(own.column('lines_json')).toEqual(other.column('lines_json'))
      const told = (issues: typeof own.issues) => issues.map(({ value: _, ...issue }) => issue)
      expect(told(own.issues)).toEqual(told(other.issues))
    }),
    { numRuns: 60 },
  )
})

const written = (lines: readonly unknown[]): string => JSON.stringify(lines)

import { expect, test } from 'vitest'
import { testMsp } from '../support/test-msp.ts'

const HEADINGS = 'client,invoice_number,date,status,subtotal\n'

test('a sheet whose rows are all rejected never replaces what is stored', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', 'name\nAcme\n')
  await msp.accept('invoices', `${HEADINGS}Acme,1,2026-02-05,paid,100\n`)
  const february = { from: 20485, to: 20512 }
  for (const options of [
    { scope: 'REPLACE_ALL' },
    { scope: 'REPLACE_PERIOD', period: february },
    { scope: 'REPLACE_ALL', dryRun: true },
  ] as const) {
    const refused = await msp.upload('invoices', `${HEADINGS}Acme,1,2026-02-05,paid,a hundred\n`, options)
    expect(refused).toMatchObject({
      type: 'RowsRejected',
      rejectedCount: 1,
      issues: [{ row: 2, column: 'subtotal', code: 'NOT_A_NUMBER' }],
    })
  }
  const revenue = await msp.metrics({ metrics: ['revenue'], period: { named: '2026-02' } })
  expect(revenue.totals.values[0]!.exact).toBe('100')
})

test('no quality is above 100, also where rows that were read first turn out to contradict later ones', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', 'name\nAcme\n')
  const rows = ['1', '1', '2', '2', '3', '3', '4'].map((number, at) => `Acme,${number},2026-04-05,paid,${at}\n`)
  const { quality } = await msp.accept('invoices', HEADINGS + rows.join(''))
  expect(quality.dimensions.find(({ name }) => name === 'completeness')?.score).toBe(100)
  for (const { score } of [quality, ...quality.dimensions]) expect(score).toBeLessThanOrEqual(100)
})

import { expect, test } from 'vitest'
import { type TestMsp, testMsp } from '../support/test-msp.ts'

async function mspWithClient(): Promise<TestMsp> {
  const msp = await testMsp()
  await msp.accept('clients', 'name\nAcme\n')
  return msp
}

async function amounts(msp: TestMsp): Promise<(string | null)[]> {
  const metrics = ['revenue', 'tax', 'billed', 'invoice_count']
  const table = await msp.metrics({ metrics, period: { named: '2026-03' } })
  return table.totals.values.map(value => value.exact)
}

const errors = async (msp: TestMsp, file: string) => {
  const issues = await msp.issues(await msp.accept('invoices', file))
  return issues.filter(issue => issue.severity !== 'NOTICE').map(({ row, code }) => [row, code])
}

test('a tax on each line beside the total of the invoice is added up over its rows', async () => {
  await using msp = await mspWithClient()
  const file = `*ContactName,*InvoiceNumber,*InvoiceDate,Total,TaxTotal,*Description,*Quantity,*UnitAmount,LineAmount,TaxAmount,Status
Acme,X-1,01 Mar 2026,330.00,30.00,Support,2,100.00,200.00,20.00,Paid
Acme,X-1,01 Mar 2026,330.00,30.00,Backup,1,100.00,100.00,10.00,Paid
Acme,X-2,02 Mar 2026,55.00,5.00,Backup,1,50.00,50.00,5.00,Paid
`
  expect(await errors(msp, file)).toEqual([])
  expect(await amounts(msp)).toEqual(['350', '35', '385', '2'])
})

test('an amount on each line is added up, also where two lines cost the same', async () => {
  await using msp = await mspWithClient()
  const file = `Customer,Num,Date,Product/Service,Qty,Sales Price,Amount,Status
Acme,1001,2026-03-01,Seats,2,50.00,100.00,Paid
Acme,1001,2026-03-01,Backup,1,100.00,100.00,Paid
Acme,1002,2026-03-02,Seats,1,50.00,50.00,Paid
Acme,1002,2026-03-02,Cable,3,5.00,15.00,Paid
`
  expect(await errors(msp, file)).toEqual([])
  expect(await amounts(msp)).toEqual(['265', '0', '265', '2'])
})

test('a total that is repeated on the rows of its invoice counts once', async () => {
  await using msp = await mspWithClient()
  const file = `client,invoice_number,date,status,description,quantity,unit_price,tax_amount,total_amount
Acme,1,2026-03-01,paid,Seats,2,50.00,10,110.00
Acme,1,2026-03-01,paid,Free visit,1,0,10,110.00
Acme,2,2026-03-01,paid,Seats,1,50.00,20,220.00
Acme,2,2026-03-01,paid,Backup,1,150.00,20,220.00
`
  expect(await errors(msp, file)).toEqual([])
  expect(await amounts(msp)).toEqual(['300', '30', '330', '2'])
})

test('totals of one invoice that differ and fit no line stay an error', async () => {
  await using msp = await mspWithClient()
  const file = `client,invoice_number,date,status,description,quantity,unit_price,total_amount
Acme,1,2026-03-01,paid,Seats,2,50.00,200.00
Acme,1,2026-03-01,paid,Backup,1,100.00,210.00
`
  expect(await errors(msp, file)).toEqual([
    [2, 'INVOICE_ROWS_DIFFER'],
    [3, 'INVOICE_ROWS_DIFFER'],
  ])
})

import { expect, test } from 'vitest'
import { codes, lines, readBytes, readCells } from './read-sheet.ts'

test('a blank required cell rejects the row, and every fault of the row is named', async () => {
  const { issues, rejected } = await readBytes(
    lines('client,staff,date,hours', ',,14.x,99', 'A,B,2026-01-02,1'),
    'TIME_LOGS',
  )
  expect(codes(issues)).toEqual([
    [2, 'staff_name', 'REQUIRED_BLANK'],
    [2, 'date', 'NOT_A_DATE'],
    [2, 'hours', 'OUT_OF_RANGE'],
  ])
  expect(rejected).toEqual([{ row: 2, cells: ['', '', '14.x', '99'] }])
})

test('warnings of a rejected row are left out: they belong to rows that are kept', async () => {
  const { issues } = await readBytes(lines('name,email,since', 'A,nonsense,never', 'B,nonsense,2026-01-01'), 'CLIENTS')
  expect(codes(issues)).toEqual([
    [2, 'since', 'NOT_A_DATE'],
    [3, 'contact_email', 'NOT_AN_EMAIL'],
  ])
})

test('checks of the dataset run over rows whose cells are right', async () => {
  const { issues, rows, rejected } = await readBytes(
    lines(
      'client,number,date,due date,total,status',
      'A,1,2026-02-01,2026-01-01,1,paid',
      'A,2,2026-02-01,2026-03-01,,paid',
      'A,3,2026-02-01,,1,paid',
    ),
    'INVOICES',
  )
  expect(issues).toEqual([
    expect.objectContaining({
      row: 2,
      column: 'due_date',
      code: 'DUE_BEFORE_DATE',
      value: '2026-01-01',
      severity: 'ERROR',
    }),
    expect.objectContaining({ row: 3, column: 'total_amount', code: 'NO_AMOUNT', value: null }),
  ])
  expect([rows.length, rejected.length]).toEqual([1, 2])
})

test('checks that warn keep the row', async () => {
  const { issues, rows } = await readBytes(lines('client,product,seats,used', 'A,P,5,9'), 'LICENSES')
  expect([rows.length, codes(issues)]).toEqual([1, [[2, 'seats_used', 'USED_ABOVE_PURCHASED']]])
})

test('client may be blank for internal time only', async () => {
  const { issues, column } = await readBytes(
    lines('client,staff,date,hours,type', ',B,2026-01-02,1,internal', ',B,2026-01-02,1,project'),
    'TIME_LOGS',
  )
  expect(column('client')).toEqual([null])
  expect(codes(issues)).toEqual([[3, 'client', 'NO_CLIENT']])
})

test.each(['Total', 'TOTAL:', 'Grand Total', 'Subtotal', 'Totals', 'Sum', 'Total for March', 'Total (USD)'])(
  'a row that begins with "%s" and lacks its other cells is a total, once',
  async word => {
    const { issues, rejected, rows } = await readBytes(
      lines('client,number,date,total,status', 'A,1,2026-01-02,5,paid', `${word},,,5,`),
      'INVOICES',
    )
    expect(rows).toHaveLength(1)
    expect(codes(issues)).toEqual([[3, null, 'TOTAL_ROW']])
    expect(rejected).toEqual([{ row: 3, cells: [word, '', '', '5', ''] }])
  },
)

test('a total below later columns is a total too', async () => {
  const { issues } = await readBytes(lines('client,staff,date,hours', 'A,B,2026-01-02,1', ',Total,,1'), 'TIME_LOGS')
  expect(codes(issues)).toEqual([[3, null, 'TOTAL_ROW']])
})

test('a client whose name is Total, or begins with it, is a client', async () => {
  const { column, issues } = await readBytes(
    lines('name,industry', 'Total,Energy', 'TotalEnergies,', 'Total Wine,'),
    'CLIENTS',
  )
  expect(column('name')).toEqual(['Total', 'TotalEnergies', 'Total Wine'])
  expect(issues).toEqual([])
})

test('a lone "Total" in a list of names is a total', async () => {
  expect(codes((await readBytes(lines('name,industry', 'A,x', 'Total,'), 'CLIENTS')).issues)).toEqual([
    [3, null, 'TOTAL_ROW'],
  ])
})

test('blank rows are neither rows nor counted', async () => {
  const { inspection, rows } = await readBytes(lines('name,industry', 'A,x', ' , ', '', 'B,y', ','), 'CLIENTS')
  expect([inspection.rowCount, rows.map(({ row }) => row)]).toEqual([2, [2, 5]])
})

test('cells of a sheet keep its row numbers, in whatever order, and need no heading to be found', async () => {
  const { rows } = await readCells(
    {
      header: ['Unknown', 'Name'],
      rows: [
        ['name', 'B'],
        ['industry', 'A'],
        [null, ''],
      ],
      rowNumbers: [812, 7, 9],
    },
    'CLIENTS',
  )
  expect(rows.map(({ row, values, cells }) => [row, values.name, cells])).toEqual([
    [812, 'B', ['name', 'B']],
    [7, 'A', ['industry', 'A']],
  ])
})

test('cells without row numbers begin at row 2', async () => {
  const { rows } = await readCells({ header: ['Name'], rows: [['A'], [''], ['B']] }, 'CLIENTS')
  expect(rows.map(({ row }) => row)).toEqual([2, 4])
})

test('cells without rows are refused as a header only', async () => {
  await expect(readCells({ header: ['Name'], rows: [] }, 'CLIENTS')).rejects.toMatchObject({ code: 'HEADER_ONLY' })
  await expect(readCells({ header: ['Name'], rows: [[''], [null]] }, 'CLIENTS')).rejects.toMatchObject({
    code: 'HEADER_ONLY',
  })
})

test('cells without headings are refused', async () => {
  await expect(readCells({ header: ['', ' '], rows: [['A', 'B']] }, 'CLIENTS')).rejects.toMatchObject({ code: 'EMPTY' })
})

test('the decisions of a reading, said as a mapping, give a few of its rows the same values', async () => {
  const sheet = lines(
    'Kunde;Re-Nr;Datum;Fällig;Summe;Zustand;Egal',
    'A;1;03.04.2026;13.05.2026;1.234;Bezahlt;x',
    'B;2;28.04.2026;13.05.2026;0,50;offen;y',
  )
  const mapping = [
    { heading: 'Kunde', column: 'client' },
    { heading: 'Re-Nr', column: 'invoice_number' },
    { heading: 'Datum', column: 'date' },
    { heading: 'Fällig', column: 'due_date' },
    { heading: 'Summe', column: 'total_amount' },
    { heading: 'Zustand', column: 'status', values: { bezahlt: 'paid', offen: 'pending' } },
    { heading: 'Egal', column: null },
  ]
  const whole = await readBytes(sheet, 'INVOICES', { mapping })
  expect(whole.inspection.questions).toEqual([])
  const { headings, resolved } = whole.inspection
  const first = whole.rows[0]
  const again = await readCells(
    { header: headings.map(({ heading }) => heading), rows: [first?.cells ?? []], rowNumbers: [2] },
    'INVOICES',
    { mapping: resolved ?? [] },
  )
  expect(again.inspection.questions).toEqual([])
  expect(again.rows).toEqual([first])
  expect(first?.values).toMatchObject({ total_amount: 123_400, status: 'paid' })
})

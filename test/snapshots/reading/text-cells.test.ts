import { expect, test } from 'vitest'
import { codes, lines, readBytes, readCells } from './read-sheet.ts'

const phones = (texts: readonly string[]) =>
  readBytes(lines('name\tphone', ...texts.map((text, at) => `C${at}\t${text}`)), 'CLIENTS')

test('text is trimmed, and longer text than is kept is an error', async () => {
  const { column, issues } = await readBytes(
    lines('name,industry', '  A  B ,Law', `C,${'x'.repeat(201)}`, `D,${'x'.repeat(200)}`),
    'CLIENTS',
  )
  expect(column('name')).toEqual(['A  B', 'D'])
  expect(issues).toEqual([
    expect.objectContaining({
      row: 3,
      column: 'industry',
      code: 'TOO_LONG',
      message: expect.stringContaining('at most 200'),
    }),
  ])
})

test('the value of an issue is cut where it is long', async () => {
  const { issues } = await readBytes(lines('name,industry', `C,${'x'.repeat(900)}`), 'CLIENTS')
  expect(issues[0]?.value).toBe(`${'x'.repeat(200)}…`)
})

test('numbers and booleans in text columns are their text', async () => {
  const { rows } = await readCells(
    {
      header: ['name', 'external id', 'industry'],
      rows: [
        [365, 1001.5, true],
        ['B', 1e15, 12345678901234],
      ],
    },
    'CLIENTS',
  )
  expect(rows.map(({ values }) => [values.name, values.external_id, values.industry])).toEqual([
    ['365', '1001.5', 'true'],
    ['B', '1000000000000000', '12345678901234'],
  ])
})

test('an apostrophe that keeps text from being a formula is taken off; any other stays', async () => {
  const { column } = await readBytes(lines('name', "'=Acme", "'+1 Ltd", "'s-Hertogenbosch BV", "O'Neil"), 'CLIENTS')
  expect(column('name')).toEqual(['=Acme', '+1 Ltd', "'s-Hertogenbosch BV", "O'Neil"])
})

test('phone numbers keep their plus sign and lose what a spreadsheet added', async () => {
  const { column, issues } = await phones([
    '+1 555 010 2030',
    '15550102030',
    '15550102030.0',
    '1.555010203E10',
    '1.555010203E+10',
    '(555) 010-2030 x4',
  ])
  expect(column('contact_phone')).toEqual([
    '+1 555 010 2030',
    '15550102030',
    '15550102030',
    '15550102030',
    '15550102030',
    '(555) 010-2030 x4',
  ])
  expect(issues.filter(({ severity }) => severity === 'ERROR')).toEqual([])
})

test('phone numbers read as numbers are their digits', async () => {
  const { column } = await readCells(
    {
      header: ['name', 'phone'],
      rows: [
        ['A', 15550102030],
        ['B', 1.555e10],
      ],
    },
    'CLIENTS',
  )
  expect(column('contact_phone')).toEqual(['15550102030', '15550000000'])
})

test('a phone number rounded by a spreadsheet is kept with a warning, as is one without digits', async () => {
  const { issues, rows } = await phones(['1.555E+10', 'call me'])
  expect(rows).toHaveLength(2)
  expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
    ['PHONE_ROUNDED', 'WARNING'],
    ['NOT_A_PHONE', 'WARNING'],
  ])
})

test('what does not look like an e-mail address is kept with a warning', async () => {
  const { column, issues } = await readBytes(
    lines('name,email', 'A,a@b.example', 'B,b at c', 'C,a@b', 'D,x@y..z.'),
    'CLIENTS',
  )
  expect(column('contact_email')).toEqual(['a@b.example', 'b at c', 'a@b', 'x@y..z.'])
  expect(codes(issues)).toEqual([3, 4, 5].map(row => [row, 'contact_email', 'NOT_AN_EMAIL']))
})

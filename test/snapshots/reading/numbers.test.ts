import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberText } from '../../../server/snapshots/reading/cells/raw-cell.ts'
import { numberShape, scaledNumber, writtenNumber } from '../../../server/snapshots/reading/cells/written-number.ts'
import { codes, lines, readBytes, readCells } from './read-sheet.ts'

/** Invoice totals, tab-separated so that commas are free. */
const totals = (amounts: readonly string[], options = {}) =>
  readBytes(
    lines(
      'client\tinvoice_number\tdate\ttotal\tstatus',
      ...amounts.map((text, at) => `A\t${at}\t2026-01-02\t${text}\tpaid`),
    ),
    'INVOICES',
    options,
  )
const seats = (texts: readonly string[]) =>
  readBytes(lines('client\tproduct\tseats', ...texts.map(text => `A\tP\t${text}`)), 'LICENSES')

test.each([
  ['1234.5', 123_450],
  ['1,234.50', 123_450],
  ['1,234,567.89', 123_456_789],
  ['12,34,567.00', 123_456_700],
  ['1 234.50', 123_450],
  ['1\u00a0234.50', 123_450],
  ['1\u202f234.50', 123_450],
  ["1'234.50", 123_450],
  ['1’234.50', 123_450],
  ['$1,234.50', 123_450],
  ['$ 1,234.50', 123_450],
  ['US$1,234.50', 123_450],
  ['USD 1,234.50', 123_450],
  ['1,234.50 USD', 123_450],
  ['1,234.50$', 123_450],
  ['(1,234.50)', -123_450],
  ['($1,234.50)', -123_450],
  ['$(1,234.50)', -123_450],
  ['-1,234.50', -123_450],
  ['- 1,234.50', -123_450],
  ['1,234.50-', -123_450],
  ['-$1,234.50', -123_450],
  ['$-1,234.50', -123_450],
  ['−1,234.50', -123_450],
  ['+1,234.50', 123_450],
  ['.5', 50],
  ['0.5', 50],
  ['1.5E+3', 150_000],
  ['-0.00', 0],
])('%s is read to the minor unit', async (text, minor) => {
  const { column, issues } = await totals([text, '0.01'])
  expect(issues).toEqual([])
  expect(column('total_amount')).toEqual([minor, 1])
})

test.each([
  ['1.234,50', 123_450],
  ['1234,5', 123_450],
  ['1.234.567,89', 123_456_789],
  ['1 234,50', 123_450],
  ["1'234,50", 123_450],
  ['1.234', 123_400],
  ['(1.234,50)', -123_450],
  ['12', 1_200],
])('with a decimal comma proved by the column, %s is read to the minor unit', async (text, minor) => {
  expect((await totals([text, '0,01'])).column('total_amount')).toEqual([minor, 1])
})

test.each([
  '12x',
  '1.2.3.4',
  '1,23,4.00',
  '--5',
  '(-5)',
  '5%',
  'n/a',
  '12-13',
  '$',
  '1e999',
  '½',
  '12 34.00',
  'true',
  '1,2.50',
])('%s is not an amount', async text => {
  expect(codes((await totals([text, '0.01'])).issues)).toEqual([[2, 'total_amount', 'NOT_A_NUMBER']])
})

test('1,234 throughout is thousands, with a warning', async () => {
  const { inspection, column } = await totals(['1,234', '5', '12,000'])
  expect(column('total_amount')).toEqual([123_400, 500, 1_200_000])
  expect(codes(inspection.issues)).toEqual([[0, 'total_amount', 'THOUSANDS_ASSUMED']])
  expect(inspection.questions).toEqual([])
})

test('1.234 throughout is a question', async () => {
  const { inspection } = await totals(['1.234', '5', '12.000'])
  expect(inspection.questions).toEqual([
    expect.objectContaining({ code: 'AMBIGUOUS_NUMBERS', column: 'total_amount', choices: ['POINT', 'COMMA'] }),
  ])
})

test('an answer settles it', async () => {
  const answer = (decimalMark: 'POINT' | 'COMMA') => ({
    mapping: [{ heading: 'total', column: 'total_amount', decimalMark }],
  })
  const comma = await totals(['1.234'], answer('COMMA'))
  expect([comma.inspection.questions, comma.column('total_amount')]).toEqual([[], [123_400]])
  const point = await totals(['1.234'], answer('POINT'))
  expect(point.column('total_amount')).toEqual([123])
  expect(codes(point.issues)).toEqual([[2, 'total_amount', 'ROUNDED']])
})

test('one proof settles the rest of the column', async () => {
  expect((await totals(['1.234', '0,5'])).column('total_amount')).toEqual([123_400, 50])
  expect((await totals(['1,234', '0.5'])).column('total_amount')).toEqual([123_400, 50])
})

test('both notations in one column are a question; a mistake among many proofs is an error of its row', async () => {
  expect((await totals(['1,50', '1.50'])).inspection.questions).toMatchObject([{ code: 'AMBIGUOUS_NUMBERS' }])
  expect((await totals(['1,234', '1.234'])).inspection.questions).toMatchObject([{ code: 'AMBIGUOUS_NUMBERS' }])
  const many = await totals([...Array.from({ length: 20 }, () => '1.50'), '1.234,56'])
  expect(many.inspection.questions).toEqual([])
  expect(codes(many.issues)).toEqual([[22, 'total_amount', 'NOT_A_NUMBER']])
})

test('more places than are kept are rounded half to even, with a warning that says the result', async () => {
  const { column, issues } = await totals(['1.005', '1.015', '1.0051', '-1.005', '2.500', '0.01'])
  expect(column('total_amount')).toEqual([100, 102, 101, -100, 250, 1])
  expect(issues.map(({ row, code, severity, suggestion }) => [row, code, severity, suggestion])).toEqual([
    [2, 'ROUNDED', 'WARNING', '1.00'],
    [3, 'ROUNDED', 'WARNING', '1.02'],
    [4, 'ROUNDED', 'WARNING', '1.01'],
    [5, 'ROUNDED', 'WARNING', '-1.00'],
  ])
})

test('numbers of a sheet keep what a person sees: no noise of binary fractions, no exponent', async () => {
  const header = ['client', 'invoice_number', 'date', 'total', 'status']
  const rows = [0.1 + 0.2, 1.005, 1_234_567.89, 1e6, -5].map((total, at) => ['A', at + 1, 46_095, total, 'paid'])
  const { column, issues } = await readCells({ header, rows }, 'INVOICES')
  expect(column('total_amount')).toEqual([30, 100, 123_456_789, 100_000_000, -500])
  expect(column('invoice_number')).toEqual(['1', '2', '3', '4', '5'])
  expect(codes(issues)).toEqual([[3, 'total_amount', 'ROUNDED']])
  expect([1e21, 1.5e-7, 123456789012345680, -2.5].map(numberText)).toEqual([
    '1000000000000000000000',
    '0.00000015',
    '123456789012346000',
    '-2.5',
  ])
})

test('amounts too large to be exact are refused', async () => {
  const { issues } = await totals(['99999999999999999', '0.01'])
  expect(codes(issues)).toEqual([[2, 'total_amount', 'OUT_OF_RANGE']])
})

test('any amount written in either notation with any grouping reads back to the minor unit', () => {
  const grouped = (whole: string, mark: string) => whole.replace(/\B(?=(\d{3})+(?!\d))/g, mark)
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.constantFrom('.', ','),
      fc.constantFrom('', ' ', '\u00a0', "'", 'other'),
      fc.constantFrom('minus', 'brackets', 'trailing'),
      fc.constantFrom('', '€', 'CHF ', 'kr '),
      (minor, mark, grouping, sign, currency) => {
        const digits = String(Math.abs(minor)).padStart(3, '0')
        const separator = grouping === 'other' ? (mark === '.' ? ',' : '.') : grouping
        const body = `${currency}${grouped(digits.slice(0, -2), separator)}${mark}${digits.slice(-2)}`
        const text = minor >= 0 ? body : sign === 'minus' ? `-${body}` : sign === 'brackets' ? `(${body})` : `${body}-`
        const number = writtenNumber(text, mark)
        expect(number && scaledNumber(number, 2)).toEqual({ value: minor, exact: true })
        expect(numberShape(text)).toBe(mark === '.' ? 'POINT' : 'COMMA')
      },
    ),
  )
})

test('rounding is half to even at any place', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 11n }), fc.nat(4), (digits, places) => {
      const text = digits.toString().padStart(7, '0')
      const number = writtenNumber(`${text.slice(0, -6)}.${text.slice(-6)}`, '.')
      const divisor = 10n ** BigInt(6 - places)
      const [floor, rest] = [digits / divisor, digits % divisor]
      const up = rest * 2n > divisor || (rest * 2n === divisor && floor % 2n === 1n)
      expect(number && scaledNumber(number, places)).toEqual({
        value: Number(floor + (up ? 1n : 0n)),
        exact: rest === 0n,
      })
    }),
  )
})

test.each([
  ['40', 40],
  ['40.0', 40],
  ['1,234', 1_234],
])('%s seats', async (text, count) => {
  expect((await seats([text, '7'])).column('seats_purchased')).toEqual([count, 7])
})

test.each([
  ['40.5', 'NOT_A_WHOLE_NUMBER'],
  ['$40', 'NOT_A_WHOLE_NUMBER'],
  ['40%', 'NOT_A_WHOLE_NUMBER'],
  ['forty', 'NOT_A_NUMBER'],
  ['0', 'OUT_OF_RANGE'],
  ['-3', 'OUT_OF_RANGE'],
])('%s seats are an error: %s', async (text, code) => {
  expect(codes((await seats([text])).issues)).toEqual([[2, 'seats_purchased', code]])
})

test('the range is said in the unit a person writes', async () => {
  const logs = await readBytes(lines('client,staff,date,hours', 'A,B,2026-01-02,25', 'A,B,2026-01-02,0'), 'TIME_LOGS')
  expect(logs.issues.map(({ message }) => message)).toEqual([
    'Hours: 25 is out of range; it must be more than 0 and at most 24',
    'Hours: 0 is out of range; it must be more than 0 and at most 24',
  ])
})

test('decimals are exact and in their shortest form', async () => {
  const texts = ['1.0835', '001.50', '0.000000000000000001', '2', '1e-3']
  const sheet = lines('date,from,to,rate', ...texts.map((text, at) => `2026-01-0${at + 1},EUR,USD,${text}`))
  expect((await readBytes(sheet, 'FX_RATES')).column('rate')).toEqual([
    '1.0835',
    '1.5',
    '0.000000000000000001',
    '2',
    '0.001',
  ])
})

test.each([
  [`1.${'1'.repeat(40)}`, 'OUT_OF_RANGE'],
  ['5%', 'NOT_A_NUMBER'],
  ['0.00', 'RATE_NOT_POSITIVE'],
])('the rate %s is an error: %s', async (text, code) => {
  const { issues } = await readBytes(lines('date,from,to,rate', `2026-01-01,EUR,USD,${text}`), 'FX_RATES')
  expect(codes(issues)).toEqual([[2, 'rate', code]])
})

test('a tax rate above 1 is percent with a warning; a percent sign says so', async () => {
  const sheet = lines(
    'client\tnumber\tdate\tprice\ttax rate\tstatus',
    ...['0.2', '20', '20%', '8.25 %', '1', '0', '7,5'].map((rate, at) => `A\t${at}\t2026-01-02\t9\t${rate}\tpaid`),
  )
  const { column, issues } = await readBytes(sheet.replace('7,5', '0.075'), 'INVOICES')
  expect(column('line_tax_rate')).toEqual(['0.2', '0.2', '0.2', '0.0825', '1', '0', '0.075'])
  expect(issues).toEqual([
    expect.objectContaining({ row: 3, code: 'PERCENT_ASSUMED', severity: 'WARNING', suggestion: '0.2' }),
  ])
})

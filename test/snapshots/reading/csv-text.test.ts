import { expect, test } from 'vitest'
import { UnreadableSheet } from '../../../server/snapshots/reading/sheet.ts'
import { codes, lines, OPTIONS, readBytes } from './read-sheet.ts'

const unreadable = async (bytes: Uint8Array | string, options = {}) => {
  const failure = await readBytes(bytes, 'CLIENTS', options).catch(error => error)
  expect(failure).toBeInstanceOf(UnreadableSheet)
  return failure as UnreadableSheet
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const TEXT = lines('name,industry', 'Évora Clinic,Santé', 'Łódź Legal – “A”,€')

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16 LE with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['UTF-16 BE with a mark', utf16be(`\ufeff${TEXT}`)],
  ['UTF-16 LE without a mark', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16 BE without a mark', utf16be(TEXT)],
])('%s is read as it was written', async (_, bytes) => {
  const { column, inspection } = await readBytes(bytes, 'CLIENTS')
  expect(inspection.fileType).toBe('csv')
  expect(column('name')).toEqual(['Évora Clinic', 'Łódź Legal – “A”'])
  expect(column('industry')).toEqual(['Santé', '€'])
})

test('bytes that are not UTF-8 are Windows-1252, its quotes and the euro included', async () => {
  const bytes = Buffer.concat([
    Buffer.from('name,industry\n'),
    Buffer.from([0xc9, 0x76, 0x6f, 0x72, 0x61, 0x2c, 0x93, 0x41, 0x94, 0x80, 0x92, 0x0a]),
  ])
  const { rows } = await readBytes(bytes, 'CLIENTS')
  expect(rows[0]?.values).toMatchObject({ name: 'Évora', industry: '“A”€’' })
})

test('one byte that is not UTF-8, far behind the first chunk, decides for the whole file', async () => {
  const many = Array.from({ length: 40_000 }, (_, index) => `Client ${index},Caf`).join('\n')
  const bytes = Buffer.concat([Buffer.from(`name,industry\n${many}\nLast,Caf`), Buffer.from([0xe9])])
  const { rows } = await readBytes(bytes, 'CLIENTS')
  expect(rows).toHaveLength(40_001)
  expect(rows.at(-1)?.values.industry).toBe('Café')
})

test('letters of several bytes survive the borders of chunks', async () => {
  const text = `name\n${'żółć漢😀'.repeat(30)}\n`
  const bytes = `name\n${Array.from({ length: 3_000 }, (_, at) => `${'x'.repeat(at % 7)}${'żółć漢😀'.repeat(8)}`).join('\n')}\n`
  expect((await readBytes(text, 'CLIENTS')).column('name')).toEqual(['żółć漢😀'.repeat(30)])
  const names = (await readBytes(bytes, 'CLIENTS')).column('name')
  expect(names.every(name => String(name).endsWith('żółć漢😀'.repeat(8)))).toBe(true)
})

test.each([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['pipe', '|'],
])('a %s between cells is found', async (_, delimiter) => {
  const sheet = lines(
    ['name', 'industry', 'email'].join(delimiter),
    ['Acme, Inc; one|two', 'Law', 'a@b.example'].map(cell => (cell === 'Law' ? cell : `"${cell}"`)).join(delimiter),
    ['Harbor', 'Health', ''].join(delimiter),
  )
  const { rows } = await readBytes(sheet, 'CLIENTS')
  expect(rows.map(({ values }) => [values.name, values.industry, values.contact_email])).toEqual([
    ['Acme, Inc; one|two', 'Law', 'a@b.example'],
    ['Harbor', 'Health', null],
  ])
})

test('decimal commas do not hide the semicolon', async () => {
  const sheet = lines('Client;Invoice no;Date;Total', 'A;1;2026-01-02;1,50', 'B;2;2026-01-02;2,75')
  expect((await readBytes(sheet, 'INVOICES')).column('total_amount')).toEqual([150, 275])
})

test('a first line "sep=;" says the delimiter and is not data', async () => {
  const { column, rows } = await readBytes(lines('sep=;', 'name;industry', 'Acme, A, B;Law, C'), 'CLIENTS')
  expect(column('industry')).toEqual(['Law, C'])
  expect(rows[0]?.row).toBe(3)
})

test('quotes hold delimiters, line breaks and doubled quotes; a quote inside plain text is a character', async () => {
  const sheet = 'name,industry\r\n"Acme, ""A""\r\nWest",Law\r\nScreens 27",IT\r\n'
  expect((await readBytes(sheet, 'CLIENTS')).rows.map(({ values }) => [values.name, values.industry])).toEqual([
    ['Acme, "A"\r\nWest', 'Law'],
    ['Screens 27"', 'IT'],
  ])
})

test.each([
  ['\n', '\n'],
  ['\r\n', '\r\n'],
  ['\r', '\r'],
])('row numbers are those of an editor: heading 1, a record’s first line (%j)', async (_, end) => {
  const sheet = [
    'name,industry',
    '"two',
    'lines",x',
    '',
    'After a blank line,y',
    '"three',
    '',
    'lines",z',
    'Last,w',
  ].join(end)
  const { rows } = await readBytes(sheet, 'CLIENTS')
  expect(rows.map(({ row, values }) => [row, values.industry])).toEqual([
    [2, 'x'],
    [5, 'y'],
    [6, 'z'],
    [9, 'w'],
  ])
})

test('lines of different ends in one file are all lines', async () => {
  expect((await readBytes('name\r\nA\nB\rC', 'CLIENTS')).column('name')).toEqual(['A', 'B', 'C'])
})

test('too few cells are blank cells; too many are an error unless they are blank', async () => {
  const { rows, rejected, issues } = await readBytes(
    lines('name,industry', 'Short', 'Long,Law,,', 'Split,Law, and more'),
    'CLIENTS',
  )
  expect(rows.map(({ values }) => [values.name, values.industry])).toEqual([
    ['Short', null],
    ['Long', 'Law'],
  ])
  expect(rejected).toEqual([{ row: 4, cells: ['Split', 'Law'] }])
  expect(issues).toEqual([expect.objectContaining({ row: 4, column: null, code: 'EXTRA_CELLS', value: ' and more' })])
})

test('NUL characters reject the row and are shown', async () => {
  const { issues, column } = await readBytes(lines('name,industry', 'A\0B,x', 'C,y'), 'CLIENTS')
  expect(issues).toEqual([expect.objectContaining({ row: 2, column: 'name', code: 'NUL_CHARACTER', value: 'A␀B' })])
  expect(column('name')).toEqual(['C'])
})

test('a quote that is never closed is named by its line', async () => {
  const failure = await unreadable('name,industry\nA,x\n"B,y\nC,z\n')
  expect(failure.code).toBe('UNCLOSED_QUOTE')
  expect(failure.message).toContain('line 3')
})

test('a record without end stops the reading, however long the file is', async () => {
  const failure = await unreadable(`name\nA\n"${'x'.repeat(3_000_000)}`)
  expect(failure.code).toBe('RECORD_TOO_LONG')
  expect(failure.message).toContain('line 3')
  expect((await unreadable(`name\n${','.repeat(3_000_000)}`)).code).toBe('RECORD_TOO_LONG')
})

test('empty and header-only files say what is missing', async () => {
  expect((await unreadable('')).code).toBe('EMPTY')
  expect((await unreadable('\ufeff')).code).toBe('EMPTY')
  expect((await unreadable('\n\n  \n , ,\n')).code).toBe('EMPTY')
  expect(await unreadable('name,industry\n\n')).toMatchObject({
    code: 'HEADER_ONLY',
    message: expect.stringContaining('name, industry'),
  })
})

test('limits are said with their number', async () => {
  const bytes = await unreadable('name\nA\n', { limits: { maxBytes: 5, maxRows: 10 } })
  expect(bytes).toMatchObject({ code: 'TOO_LARGE', message: expect.stringContaining('at most 5 ') })
  const rows = await unreadable('name\nA\n\nB\nC\n', { limits: { maxBytes: 500, maxRows: 2 } })
  expect(rows).toMatchObject({ code: 'TOO_MANY_ROWS', message: expect.stringContaining('more than 2,') })
  expect((await readBytes('name\nA\n\nB\n', 'CLIENTS', { limits: { maxBytes: 500, maxRows: 2 } })).rows).toHaveLength(2)
})

test('an aborted reading stops with the reason', async () => {
  const reason = new Error('cancelled')
  await expect(readBytes('name\nA\n', 'CLIENTS', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})

test('progress counts the rows', async () => {
  const seen: number[] = []
  await readBytes(lines('name', ...Array.from({ length: 30_000 }, (_, at) => `Client number ${at}`)), 'CLIENTS', {
    onRows: rows => seen.push(rows),
  })
  expect(seen.at(-1)).toBe(30_000)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
})

test('a heading below titles is found within 20 lines, with a notice', async () => {
  const { inspection, rows } = await readBytes(
    lines('Lakeside IT', 'Clients of November', '', 'Name,Sector', 'A,x'),
    'CLIENTS',
  )
  expect(codes(inspection.issues)).toEqual([[4, null, 'HEADING_BELOW_TITLES']])
  expect(rows).toEqual([
    expect.objectContaining({ row: 5, values: expect.objectContaining({ name: 'A', industry: 'x' }) }),
  ])
})

test('a heading below line 20 is not looked for', async () => {
  const { inspection } = await readBytes(
    lines(...Array.from({ length: 20 }, () => 'a title'), 'Name,Sector', 'A,x'),
    'CLIENTS',
  )
  expect(inspection.questions).toEqual([expect.objectContaining({ code: 'REQUIRED_COLUMN_MISSING', column: 'name' })])
})

test.each([
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '.xls'],
  ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'PDF'],
  ['a PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'image'],
  ['gzip', Buffer.from('1f8b0800000000000003', 'hex'), 'archive'],
  ['a web page', Buffer.from('<html><table><tr><td>name'), 'web page'],
  ['XML', Buffer.from('<?xml version="1.0"?><Workbook>'), 'XML'],
  ['noise', Buffer.from(Array.from({ length: 999 }, (_, at) => (at * 7) % 32)), 'binary'],
])('%s is refused by its content', async (_, bytes, word) => {
  expect(await unreadable(bytes)).toMatchObject({ code: 'WRONG_TYPE', message: expect.stringContaining(word) })
})

test('rows come in batches of a few thousand, in order', async () => {
  const { rows } = await readBytes(lines('name', ...Array.from({ length: 9_000 }, (_, at) => `C${at}`)), 'CLIENTS')
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 9_000 }, (_, at) => at + 2))
  expect(OPTIONS.limits.maxRows).toBeGreaterThan(9_000)
})

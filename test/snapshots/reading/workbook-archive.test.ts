import { expect, test } from 'vitest'
import { UnreadableSheet } from '../../../server/snapshots/reading/sheet.ts'
import { formatKind } from '../../../server/snapshots/reading/xlsx/cell-styles.ts'
import { serialText } from '../../../server/snapshots/reading/xlsx/serial-text.ts'
import { attribute, attributes, XmlScanner } from '../../../server/snapshots/reading/xlsx/xml-scanner.ts'
import { codes, readBytes } from './read-sheet.ts'
import { inlineRow, writeArchive, writeWorkbook } from './write-archive.ts'

const unreadable = async (bytes: Buffer) => {
  const failure = await readBytes(bytes, 'CLIENTS').catch(error => error)
  expect(failure).toBeInstanceOf(UnreadableSheet)
  return failure as UnreadableSheet
}
const DATA = inlineRow(1, 'Name', 'Sector') + inlineRow(2, 'A', 'x')

test('the smallest workbook is read: no styles, no shared texts, no references', async () => {
  expect((await readBytes(writeWorkbook(DATA), 'CLIENTS')).column('name')).toEqual(['A'])
})

test('namespace prefixes, stored parts, comments, CDATA and odd spaces are read', async () => {
  const sheet = `<x:row r="1"><x:c\n r = 'A1' t="inlineStr"><x:is><x:t>Name</x:t></x:is></x:c></x:row><!-- > <row> -->
    <x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t><![CDATA[A < B & C]]></x:t></x:is></x:c></x:row>
    <x:row><x:c t="inlineStr"><x:is><x:r><x:t>Ri</x:t></x:r><x:r><x:t xml:space="preserve">ch &#233;&#x1F600;&lt;</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c></x:row>`
  const text = `<x:worksheet xmlns:x="y"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`
  const bytes = writeWorkbook('', [{ name: 'xl/worksheets/data.xml', text, stored: true }])
  const { rows } = await readBytes(bytes, 'CLIENTS')
  expect(rows.map(({ row, values }) => [row, values.name])).toEqual([
    [2, 'A < B & C'],
    [3, 'Rich é😀<'],
  ])
})

test('letters of several bytes survive the borders of chunks', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => inlineRow(at + 2, `${'x'.repeat(at % 5)}漢字😀é`, 'x')).join(
    '',
  )
  const { column } = await readBytes(writeWorkbook(inlineRow(1, 'Name', 'Sector') + rows), 'CLIENTS')
  expect(column('name')).toHaveLength(20_000)
  expect(column('name').every(name => String(name).endsWith('漢字😀é'))).toBe(true)
})

test('cells of every type are read', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="d mmm yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="14"/></cellXfs></styleSheet>'
  const sharedStrings = '<sst><si><t>Name</t></si><si><r><t>Since</t></r><rPh><t>x</t></rPh></si><si/></sst>'
  const cells = [
    '<c r="A2" t="str"><f>X</f><v>Formula &amp; co</v></c><c r="B2" s="1"><v>46095</v></c>',
    '<c r="A3" t="d"><v>2026-03-14T00:00:00Z</v></c><c r="B3" t="d"><v>2026-03-14T00:00:00</v></c>',
    '<c r="A4" t="b"><v>1</v></c><c r="B4" s="2"><f>Y</f><v>46095.5</v></c>',
    '<c r="A5"><v>1.5E3</v></c><c r="B5" t="s"><v>2</v></c>',
    '<c r="A6" t="str"><f>""</f><v></v></c><c r="B6" s="2"><v>46095</v></c>',
  ]
  const sheet = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>${cells.map((text, at) => `<row r="${at + 2}">${text}</row>`).join('')}`
  const { rows, issues } = await readBytes(
    writeWorkbook(sheet, [
      { name: 'xl/styles.xml', text: styles },
      { name: 'xl/sharedStrings.xml', text: sharedStrings },
    ]),
    'CLIENTS',
  )
  expect(rows.map(({ cells: texts }) => texts)).toEqual([
    ['Formula & co', '2026-03-14'],
    ['2026-03-14', '2026-03-14'],
    ['true', '2026-03-14 12:00:00'],
    ['1500', ''],
  ])
  expect(codes(issues)).toEqual([[6, 'name', 'REQUIRED_BLANK']])
})

test.each([
  ['yyyy-mm-dd', 'DATE'],
  ['[$-409]d-mmm-yy;@', 'DATE'],
  ['mmm-yy', 'DATE'],
  ['mmmm', 'DATE'],
  ['d/m/yyyy h:mm', 'DATE'],
  ['h:mm', 'TIME'],
  ['[h]:mm:ss', 'TIME'],
  ['[mm]:ss', 'TIME'],
  ['h:mm AM/PM', 'TIME'],
  ['General', 'PLAIN'],
  ['0.00', 'PLAIN'],
  ['#,##0.00 [$€-407]', 'PLAIN'],
  ['[Red]0.0;[Blue]-0.0', 'PLAIN'],
  ['0 "days"', 'PLAIN'],
  ['0.00E+00', 'PLAIN'],
  ['_($* #,##0.00_)', 'PLAIN'],
  ['0\\d', 'PLAIN'],
  ['@', 'PLAIN'],
])('the format %s shows a %s', (code, kind) => {
  expect(formatKind(code)).toBe(kind)
})

test('serials are the days a spreadsheet shows, from either epoch', () => {
  expect(serialText(46_095, 'DATE', false)).toBe('2026-03-14')
  expect(serialText(46_095 - 1_462, 'DATE', true)).toBe('2026-03-14')
  expect(serialText(59, 'DATE', false)).toBe('1900-02-28')
  expect(serialText(61, 'DATE', false)).toBe('1900-03-01')
  expect(serialText(46_095.999_999_9, 'DATE', false)).toBe('2026-03-15')
  expect(serialText(1.5, 'TIME', false)).toBe('36:00:00')
  expect(serialText(46_095.25, 'TIME', false)).toBe('2026-03-14 06:00:00')
  expect(serialText(-1, 'DATE', false)).toBe(null)
  expect(serialText(3e6, 'DATE', false)).toBe(null)
})

test('what would unzip to a hundred times its size is refused before it is unzipped', async () => {
  const bomb = writeWorkbook(DATA, [{ name: 'xl/media/x.bin', text: 'small', claimedSize: 0xfff00000 }])
  expect(await unreadable(bomb)).toMatchObject({
    code: 'TOO_LARGE',
    message: expect.stringMatching(/would unzip to \d+ MiB, but at most 64 MiB/),
  })
})

test('too many parts, and too many texts, are refused', async () => {
  const many = Array.from({ length: 10_001 }, (_, at) => ({ name: `x${at}`, text: '', stored: true }))
  expect((await unreadable(writeWorkbook(DATA, many))).code).toBe('TOO_LARGE')
})

test('a part that unzips to more than the directory says is refused', async () => {
  const text = `<worksheet><sheetData>${DATA}</sheetData></worksheet>${' '.repeat(1e6)}`
  const lie = writeWorkbook('', [{ name: 'xl/worksheets/data.xml', text, claimedSize: 5_000 }])
  expect(await unreadable(lie)).toMatchObject({
    code: 'BROKEN',
    message: expect.stringContaining('larger than its directory says'),
  })
})

test('a document type is refused, so that no entity can be declared', async () => {
  const text = '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
  expect(await unreadable(writeWorkbook('', [{ name: 'xl/worksheets/data.xml', text }]))).toMatchObject({
    code: 'BROKEN',
    message: expect.stringContaining('document type'),
  })
})

test('references to anything outside of the archive are not followed', async () => {
  const relations =
    '<Relationships><Relationship Id="s1" Type="x/worksheet" Target="http://127.0.0.1:1/data.xml" TargetMode="External"/></Relationships>'
  const bytes = writeWorkbook(DATA, [{ name: 'xl/_rels/workbook.xml.rels', text: relations }])
  expect(await unreadable(bytes)).toMatchObject({ code: 'BROKEN', message: expect.stringContaining('no worksheet') })
})

test.each([
  ['binary workbook', 'xl/workbook.bin', '.xlsb'],
  ['OpenDocument sheet', 'content.xml', 'OpenDocument'],
  ['text document', 'word/document.xml', 'Word'],
  ['plain archive', 'clients.csv', 'ZIP archive without a workbook'],
])('a %s is refused by its content', async (_, name, word) => {
  expect(await unreadable(writeArchive([{ name, text: 'x' }]))).toMatchObject({
    code: 'WRONG_TYPE',
    message: expect.stringContaining(word),
  })
})

test('encrypted, cut and disordered workbooks are refused', async () => {
  const encrypted = { name: 'xl/worksheets/data.xml', text: 'x', encrypted: true }
  expect((await unreadable(writeWorkbook('', [encrypted]))).code).toBe('ENCRYPTED')
  expect((await unreadable(writeWorkbook(DATA).subarray(0, 300))).code).toBe('BROKEN')
  expect((await unreadable(writeWorkbook(inlineRow(2, 'A') + inlineRow(1, 'Name')))).code).toBe('BROKEN')
  expect((await unreadable(writeWorkbook('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'))).code).toBe('BROKEN')
  expect((await unreadable(writeWorkbook(`<row r="1"><c><v>${'9'.repeat(5_000_000)}`))).code).toBe('BROKEN')
})

test('cells far to the right take no memory, and are too many', async () => {
  const far = Array.from(
    { length: 20_000 },
    (_, at) => `<row r="${at + 2}"><c r="A${at + 2}"><v>1</v></c><c r="XFD${at + 2}"><v>1</v></c></row>`,
  )
  const { issues, inspection } = await readBytes(writeWorkbook(inlineRow(1, 'Name') + far.join('')), 'CLIENTS')
  expect(inspection.headings).toHaveLength(101)
  expect(issues).toHaveLength(20_000)
  expect(issues[0]).toMatchObject({ row: 2, code: 'EXTRA_CELLS', message: expect.stringContaining('cell 16384') })
})

test('more headings than a sheet can have are refused', async () => {
  const sheet = inlineRow(1, ...Array.from({ length: 2_001 }, (_, at) => `H${at}`)) + inlineRow(2, 'x')
  expect((await unreadable(writeWorkbook(sheet))).code).toBe('TOO_MANY_COLUMNS')
})

test('XML comes in pieces of any size', () => {
  const text = `<?xml version="1.0"?><a:row x='1>2' r="3" ><!-- <c> --><c r="A&amp;1"/>t&lt;<![CDATA[<raw>]]></a:row>`
  const events = (pieces: readonly string[]) => {
    const found: string[] = []
    const scanner = new XmlScanner({
      open: (name, tag) => found.push(`<${name} ${JSON.stringify([...attributes(tag)])}`),
      close: name => found.push(`/${name}`),
      text: (raw, literal) => found.push(`${literal ? 'raw ' : ''}${raw}`),
    })
    for (const piece of pieces) scanner.write(piece)
    scanner.end()
    return found
  }
  const whole = events([text])
  expect(whole).toEqual(['<row [["x","1>2"],["r","3"]]', '<c [["r","A&1"]]', '/c', 't&lt;', 'raw <raw>', '/row'])
  for (let size = 1; size < 30; size++)
    expect(events(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [])).toEqual(whole)
  expect(attribute('c r="A1" s=\'2\'', ' s=')).toBe('2')
  expect(attribute('c\tr = "A1"', ' r=')).toBe('A1')
  expect(attribute('c r="A1"', ' t=')).toBe(undefined)
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Book } from '../../../addin/workbook/browser/book.ts'
import { createBrowserWorkbook } from '../../../addin/workbook/browser/browser-workbook.ts'
import { setCells } from '../../../addin/workbook/browser/edit-cells.ts'
import { openFile } from '../../../addin/workbook/browser/open-file.ts'
import { saveCsv } from '../../../addin/workbook/browser/save-csv.ts'
import { saveXlsx } from '../../../addin/workbook/browser/save-xlsx.ts'
import { asLibreOffice, libreOffice } from './libre-office.ts'
import { sampleTable } from './sample-table.ts'

const fixture = (path: string) => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url))
const csv = (text: string | Uint8Array<ArrayBuffer>, name = 'file.csv') => new File([text], name)
const opened = async (...files: File[]) => {
  const book = new Book()
  for (const file of files) await openFile(book, file)
  return book
}

describe('openFile', () => {
  it('keeps the cells of a text file as text, so that the server can prove what they are', async () => {
    const { state } = await opened(csv('Client,Zip,When\r\n"Acme, Inc.",00501,03/04/2026\r\n'))
    expect(state.sheets[0]?.rows).toEqual([
      ['Client', 'Zip', 'When'],
      ['Acme, Inc.', '00501', '03/04/2026'],
    ])
  })

  it('reads semicolons, tabs, UTF-16 and Windows-1252', async () => {
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...'a\tü'].map(c => c.charCodeAt(0))).buffer),
    ])
    const { state } = await opened(
      csv('Kunde;Betrag\nM\u00fcller;1,50\n'),
      csv(utf16),
      csv(new Uint8Array([0x4d, 0xfc, 0x6c, 0x2c, 0x31])),
    )
    expect(state.sheets.map(sheet => sheet.rows)).toEqual([
      [
        ['Kunde', 'Betrag'],
        ['Müller', '1,50'],
      ],
      [['a', 'ü']],
      [['Mül', '1']],
    ])
  })

  it.each([
    ['an empty file', csv(''), /the file is empty/],
    ['half a workbook', csv(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]), 'half.xlsx'), /half\.xlsx: it is damaged/],
    ['a text called .xlsx', csv('a,b', 'text.xlsx'), /damaged, or no workbook in spite of its name/],
    ['an old workbook', csv(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'old.xls'), /Excel 97-2003.*save it as \.xlsx/],
    ['a picture', csv(new Uint8Array([0x89, 0, 0, 0x0a])), /neither text nor a workbook/],
  ])('says what to do with %s', async (_, file, message) => {
    const book = new Book()
    await expect(openFile(book, file)).rejects.toThrow(message)
    expect(book.state.sheets).toEqual([])
  })
})

describe('saveXlsx', () => {
  const saved = async (book: Book) => new File([await saveXlsx(book.state)], 'saved.xlsx')

  it('keeps values, formats and tables so that opening it again finds the tables intact', async () => {
    const book = new Book()
    const workbook = createBrowserWorkbook(book)
    await workbook.writeTable(sampleTable(), { kind: 'new', at: 'sheet' })
    const again = await opened(await saved(book))
    const [table] = await createBrowserWorkbook(again).pulledTables({ content: true })
    expect(table).toMatchObject({ name: 'Margin_by_client', state: 'intact', edits: [], reason: null })
    expect(table?.content?.rows.map(({ cells }) => cells)).toEqual(sampleTable().rows.map(({ cells }) => cells))
    expect(table?.provenance).toEqual(sampleTable().provenance)
    expect(again.state.sheets[0]?.formats[1]).toEqual(['@', '@', '#,##0.00', '0.0"%"'])
  })

  it('finds a table again that was sorted, moved and edited outside, and says which cell is another', async () => {
    const book = new Book()
    await createBrowserWorkbook(book).writeTable(sampleTable(), { kind: 'new', at: 'sheet' })
    const sheetId = book.state.sheets[0]?.id ?? ''
    setCells(book, sheetId, 2, 2, [[999]])
    const [table] = await createBrowserWorkbook(await opened(await saved(book))).pulledTables()
    expect(table?.state).toBe('edited')
    expect(table?.edits).toEqual([
      { address: 'C3', rowKey: 'Larkspur Logistics|2026-08', columnKey: 'revenue', was: 4400, is: 999 },
    ])
  })

  it('names no author and no machine, and leaves text that looks like a formula text', async () => {
    const book = await opened(csv('a\n=HYPERLINK("http://x")\n'))
    const { readXlsx } = await import('hucre/xlsx')
    const { properties, sheets } = await readXlsx(await (await saveXlsx(book.state)).arrayBuffer(), {
      readStyles: true,
    })
    expect([properties?.creator, properties?.lastModifiedBy, properties?.company]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(sheets[0]?.cells?.get('1,0')).toMatchObject({ type: 'string', style: { numFmt: '@' } })
  })

  it.skipIf(!libreOffice)(
    'opens in LibreOffice with the values, formats and tables of the model',
    async () => {
      const book = new Book()
      await openFile(book, new File([fixture('readme/november.csv')], 'november.csv'))
      await createBrowserWorkbook(book).writeTable(sampleTable(), { kind: 'new', at: 'sheet' })
      const found = await asLibreOffice(await (await saved(book)).arrayBuffer())
      const sheet = found.sheets.get('Margin by client')
      expect(sheet?.values.slice(0, 4)).toEqual([
        ['Client', 'Month', 'Revenue (USD)', 'Gross margin %'],
        ['Harbor Dental Group', '2026-08', 12_500.5, 41.25],
        ['Larkspur Logistics', '2026-08', 4_400, -29.5],
        ['=SUM(A1)', '2026-08', null, 0],
      ])
      expect(sheet?.texts[1]).toEqual(['Harbor Dental Group', '2026-08', '12,500.50', '41.3%'])
      expect(found.tables).toEqual([{ name: 'Margin_by_client', range: "'Margin by client'.A1:'Margin by client'.D4" }])
      expect(found.sheets.get('november')?.values[0]).toEqual(book.state.sheets[0]?.rows[0])
    },
    120_000,
  )
})

describe('saveCsv', () => {
  it('guards against formulas, keeps negative numbers, writes dates as ISO', async () => {
    const book = await opened(csv('a,b\n=1+1,-12.50\n@x,"say ""hi"", twice"\n'))
    const sheet = book.state.sheets[0]
    expect(sheet && (await saveCsv(sheet).text())).toBe('a,b\r\n\'=1+1,-12.50\r\n\'@x,"say ""hi"", twice"\r\n')
  })
})

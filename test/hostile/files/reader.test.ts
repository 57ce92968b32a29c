import { expect, test } from 'vitest'
import { attributes } from '../../../server/snapshots/reading/xlsx/xml-scanner.ts'
import { readBytes } from '../../snapshots/reading/read-sheet.ts'
import { inlineRow, writeWorkbook } from '../../snapshots/reading/write-archive.ts'
import { processorTime } from '../../support/processor-time.ts'

test('a heading __proto__ keeps its cells like any other', async () => {
  const { rows } = await readBytes('name,__proto__,constructor\nAcme,a,b\n', 'CLIENTS')
  expect(Object.entries(rows[0]?.extra ?? {})).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ])
})

test('no two headings are shown alike, also where one looks like a counted one', async () => {
  const { inspection, rows } = await readBytes('name,Note,Note (2),Note,Note\nAcme,1,2,3,4\n', 'CLIENTS')
  const headings = inspection.headings.map(({ heading }) => heading)
  expect(headings).toEqual(['name', 'Note', 'Note (2)', 'Note (3)', 'Note (4)'])
  expect(Object.values(rows[0]?.extra ?? {})).toEqual(['1', '2', '3', '4'])
})

test('no NUL reaches a heading, a kept cell or an issue', async () => {
  const csv = await readBytes(`fo\0o,name,no\0te\nx,Ac\0me,a\0b\n${'y'.repeat(100)},Bolt,c\0d\n`, 'CLIENTS')
  const escaped = inlineRow(1, 'name', 'note') + inlineRow(2, 'Acme', 'a&#0;b_x0000_c') + inlineRow(3, 'B&#0;', 'd')
  for (const reading of [csv, await readBytes(writeWorkbook(escaped), 'CLIENTS')]) {
    const { rows, rejected, issues } = reading
    expect([rows.length, rejected.length]).toEqual([1, 1])
    expect(issues.map(({ code }) => code)).toContain('NUL_CHARACTER')
    expect(JSON.stringify([reading.inspection.headings, rows, rejected, issues])).not.toContain('\\u0000')
  }
})

test('a tag of a megabyte without an attribute is looked through once', () => {
  const { milliseconds } = processorTime(() => {
    expect(attributes(`t ${'a'.repeat(1_000_000)}`).size).toBe(0)
    expect(attributes(`t ${'a '.repeat(500_000)}`).size).toBe(0)
    expect(attributes(`t ${'a=\'"'.repeat(250_000)}`).size).toBeLessThan(3)
  })
  // Tried from each character it would take an hour.
  expect(milliseconds).toBeLessThan(20_000)
})

test('formulas are read as their values, and what refers to other workbooks is never looked at', async () => {
  const sheet = `${inlineRow(1, 'name', 'note')}<row r="2"><c t="str"><f>[1]Sheet1!A1</f><v>Acme</v></c><c><f>HYPERLINK("http://x.example")</f></c></row>`
  const bytes = writeWorkbook(sheet, [
    { name: 'xl/externalLinks/externalLink1.xml', text: '<!DOCTYPE x><externalLink/>' },
    {
      name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
      text: '<Relationships><Relationship Id="r" Type="x/externalLinkPath" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
    },
  ])
  expect((await readBytes(bytes, 'CLIENTS')).column('name')).toEqual(['Acme'])
})

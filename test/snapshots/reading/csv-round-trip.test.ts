import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBytes } from './read-sheet.ts'

const encode = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with a mark': (text: string) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
}

/** Cells as a client list may hold them; what the reader trims or takes off is left out. */
const cell = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019 ,;|\t"\'\n\r.-éß漢😀'), maxLength: 30 })
  .map(text => text.trim())
  .filter(text => !/^'[=+\-@\t\r]/.test(text))

const sheet = fc.record({
  rows: fc.array(
    fc.tuple(
      cell.filter(text => text !== ''),
      cell,
      fc.boolean(),
    ),
    { minLength: 1, maxLength: 40 },
  ),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom(...(Object.keys(encode) as (keyof typeof encode)[])),
  finalEnd: fc.boolean(),
})

test('cells written with any quoting, delimiter, line end and encoding read back the same', async () => {
  await fc.assert(
    fc.asyncProperty(sheet, async ({ rows, delimiter, end, encoding, finalEnd }) => {
      const written = (text: string, always: boolean) =>
        always || /[",;|\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
      const records = rows.map(([name, industry, always]) => [name, industry, 'x'].map(text => written(text, always)))
      const text = [['name', 'industry', 'external_id'], ...records].map(record => record.join(delimiter)).join(end)
      const reading = await readBytes(encode[encoding](finalEnd ? text + end : text), 'CLIENTS')
      expect(reading.rejected).toEqual([])
      expect(reading.rows.map(({ values }) => [values.name, values.industry])).toEqual(
        rows.map(([name, industry]) => [name, industry || null]),
      )
    }),
    { numRuns: 150 },
  )
})

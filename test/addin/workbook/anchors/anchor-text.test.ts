import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchorFrom, anchorText } from '../../../../addin/workbook/anchors/anchor-text.ts'
import { checksum } from '../../../../addin/workbook/anchors/checksum.ts'
import { textInXml, xmlOf } from '../../../../addin/workbook/anchors/xml-text.ts'
import { marginModel, threeClients } from '../table-models.ts'
import { finish } from './finish.ts'
import { writtenAnchor } from './written-anchor.ts'

test('an anchor is read as it was written, through XML, whatever a client is called', () => {
  const texts = fc.string({ unit: 'grapheme' })
  const rows = fc.array(fc.tuple(texts, texts, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)))
  fc.assert(
    fc.property(rows, texts, (cells, old) => {
      const anchor = {
        ...writtenAnchor(marginModel(cells)),
        previous: { cells: [['a|b', 2, old] as const], rows: writtenAnchor(threeClients).rows },
      }
      const { head, pieces } = finish(anchorText(anchor))
      const read = pieces.map(({ text }) => textInXml(`<?xml version="1.0"?>\n${xmlOf('rows', 'urn:a', text)}`) ?? '')
      expect(read.map(text => checksum(JSON.stringify(JSON.parse(text))))).toEqual(pieces.map(each => each.checksum))
      // JSON knows one zero only.
      expect(finish(anchorFrom(head, read))).toEqual(JSON.parse(JSON.stringify(anchor)))
    }),
  )
})

test('markup in a name is text, and stays it when something else escapes it', () => {
  const xml = xmlOf('rows', 'urn:a', JSON.stringify({ name: '</rows><a href="x">&amp;]]>' }))
  expect(xml).not.toMatch(/<a|&|\]\]>/)
  const rewritten = xml.replaceAll('"', '&quot;').replace('&quot;urn:a&quot;', '"urn:a"')
  expect(JSON.parse(textInXml(rewritten) ?? '')).toEqual({ name: '</rows><a href="x">&amp;]]>' })
})

test('a changed digit changes the checksum', () => {
  expect(checksum('{"rows":[["a",1]]}')).not.toBe(checksum('{"rows":[["a",2]]}'))
  expect(checksum('')).toBe('00000000')
})

test('pieces of a large table stay small', () => {
  const model = marginModel(Array.from({ length: 9_000 }, (_, at) => [`Client ${at}`, '2026-08', at / 7, at]))
  const { pieces } = finish(anchorText(writtenAnchor(model)))
  expect(pieces.length).toBe(5)
  for (const { text } of pieces) expect(text.length).toBeLessThan(220_000)
})

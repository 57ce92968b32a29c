import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SelfCheckTranscript, scenarios } from '../../../../../addin/workbook/excel/self-check/run-self-check.ts'
import { chromiumPath } from '../../../../support/chromium.ts'
import { workbookContract } from '../../contract.ts'
import { type AdapterPage, openAdapterPage } from './adapter-page.ts'
import { openInChromium } from './open-in-chromium.ts'

/** What runs in Node by the same cases, here where people have it: office.js in a frame of the spreadsheet's page. */
describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  let adapter: AdapterPage
  const errors: string[] = []
  beforeAll(async () => {
    adapter = await openAdapterPage()
    adapter.page.on('pageerror', error => errors.push(error.message))
  })
  afterAll(async () => {
    await adapter?.[Symbol.asyncDispose]()
    expect(errors).toEqual([])
  })

  workbookContract('Excel, its office.js in Chromium', sheets => openInChromium(adapter, sheets), {
    formulas: true,
    hideRows: true,
    paint: true,
  })

  describe('the Self-check', () => {
    let transcript: SelfCheckTranscript | undefined
    let left: unknown
    beforeAll(async () => {
      const { pane } = await openInChromium(adapter, { Sheet1: [] })
      transcript = await pane.evaluate(() => window.adapter?.selfCheck())
      left = await adapter.page.evaluate(() => {
        const book = window.testSpreadsheet?.book
        return [book?.sheets.map(({ name }) => name), book?.tables.length, book?.customXmlParts.length]
      })
    })

    test.each(scenarios.map(({ name }) => name))('%s', name => {
      const checked = transcript?.checks.find(check => check.name === name)
      expect(checked?.error).toBeNull()
      expect(checked?.observed).toEqual(checked?.expected)
    })

    test('leaves the workbook as it was', () => expect(left).toEqual([['Sheet1'], 0, 0]))
  })
})

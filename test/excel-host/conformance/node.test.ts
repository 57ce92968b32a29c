import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  runSelfCheck,
  type SelfCheckTranscript,
  scenarios,
} from '../../../addin/workbook/excel/self-check/run-self-check.ts'
import { createNodeHost, type NodeHost } from '../node-host.ts'

/** The scenarios that the Self-check page runs in real Excel, here by office.js in Node. */
let host: NodeHost
let transcript: SelfCheckTranscript
beforeAll(async () => {
  host = await createNodeHost()
  const { Excel, Office, OfficeExtension } = host
  Object.assign(globalThis, { Excel, Office, OfficeExtension })
  transcript = await runSelfCheck()
})
afterAll(() => host.stop())

test.each(scenarios.map(({ name }) => name))('%s', name => {
  const checked = transcript.checks.find(check => check.name === name)
  expect(checked?.error).toBeNull()
  expect(checked?.observed).toEqual(checked?.expected)
})

test('the check leaves the workbook as it was', () => {
  expect(host.workbook.sheets.map(({ name }) => name)).toEqual(['Sheet1'])
  expect(host.workbook.tables).toEqual([])
  expect(host.workbook.customXmlParts).toEqual([])
  expect(host.workbook.settings.size).toBe(0)
})

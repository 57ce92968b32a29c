import { describe, expect, test } from 'vitest'
import { pulledTables } from '../contract/pulled-tables.ts'
import { reading } from '../contract/reading.ts'
import { refreshing } from '../contract/refreshing.ts'
import { writing } from '../contract/writing.ts'
import { workbookContract } from '../contract.ts'
import type { OpenWorkbook } from '../person.ts'
import { openInNode } from './open-in-node.ts'

const can = { formulas: true, hideRows: true, paint: true }

workbookContract('Excel, its office.js in Node', openInNode, can)

describe('an Excel of 2019, which knows no comments, no filters and no growing of tables', () => {
  const open: OpenWorkbook = sheets => openInNode(sheets, { excelApi: 1.8 })
  reading(open, can)
  writing(open)
  pulledTables(open)
  refreshing(open, can)
})

test('an Excel that is older still is told so', async () => {
  const { workbook } = await openInNode({ Report: [['x']] }, { excelApi: 1.6 })
  await expect(workbook.sources()).rejects.toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('too old'),
  })
})

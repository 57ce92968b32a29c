import { afterEach } from 'vitest'
import { createExcelWorkbook } from '../../../../addin/workbook/excel/create-excel-workbook.ts'
import type { CellValue, Workbook } from '../../../../addin/workbook/workbook.ts'
import { createNodeHost, type NodeHost, type NodeHostOptions } from '../../../excel-host/node-host.ts'
import type { Opened } from '../person.ts'
import { fillSheets } from './fill-sheets.ts'
import { hostPerson } from './host-person.ts'

export interface OpenedInNode extends Opened {
  readonly host: NodeHost
}

const opened: NodeHost[] = []

/** Microsoft's own office.js in Node, the host's workbook with these sheets, and the Excel adapter on it. */
export async function openInNode(
  sheets: Readonly<Record<string, readonly (readonly CellValue[])[]>>,
  options: NodeHostOptions = {},
): Promise<OpenedInNode> {
  const host = await createNodeHost({ ...options, sheets: Object.keys(sheets) })
  opened.push(host)
  fillSheets(host.workbook, sheets)
  return { host, workbook: excelWorkbook(host), person: hostPerson(host.workbook) }
}

/** The adapter on a host, as after opening the workbook again: it remembers nothing but what is in the workbook. */
export function excelWorkbook({ Excel, Office, OfficeExtension }: NodeHost): Workbook {
  Object.assign(globalThis, { Excel, Office, OfficeExtension })
  return createExcelWorkbook()
}

afterEach(() => {
  for (const host of opened.splice(0)) host.stop()
})

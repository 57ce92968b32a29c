import { describe } from 'vitest'
import { marking } from './contract/marking.ts'
import { pulledTables } from './contract/pulled-tables.ts'
import { reading } from './contract/reading.ts'
import { refreshing } from './contract/refreshing.ts'
import { watching } from './contract/watching.ts'
import { writing } from './contract/writing.ts'
import type { Abilities, OpenWorkbook } from './person.ts'

/** What every implementation of the port does, whoever hosts the sheets. */
export function workbookContract(host: string, open: OpenWorkbook, can: Abilities): void {
  describe(`the workbook port in ${host}`, () => {
    for (const part of [reading, marking, writing, pulledTables, refreshing, watching]) part(open, can)
  })
}

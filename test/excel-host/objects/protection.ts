import { accessDenied, invalidOperation } from '../model/excel-fault.ts'
import type { Sheet } from '../model/sheet.ts'
import { recordArgument } from './arguments.ts'
import { type HostObject, objectType } from './host-object.ts'

export const worksheetProtectionObject: (sheet: Sheet) => HostObject = objectType<Sheet>({
  name: 'WorksheetProtection',
  scalars: ['Protected'],
  properties: {
    Protected: { get: ({ protection }) => protection !== null, provenance: 'documentation' },
    Options: {
      get: ({ protection }) =>
        protection && Object.fromEntries([...protection.allows].map(permission => [permission, true])),
      provenance: 'types',
    },
  },
  methods: {
    Protect: {
      call: (sheet, options, password) => {
        if (sheet.protection) throw invalidOperation()
        const given = Object.entries(recordArgument(options)).filter(([, allowed]) => allowed === true)
        const allows = new Set(given.map(([name]) => name))
        const protection = { password: typeof password === 'string' ? password : null, allows }
        sheet.workbook.journal.set(sheet, 'protection', protection)
        sheet.workbook.tell({ kind: 'protection', sheet })
        return null
      },
      provenance: 'documentation',
      note: 'writing a locked cell is AccessDenied',
    },
    Unprotect: {
      call: (sheet, password) => {
        const expected = sheet.protection?.password ?? null
        if (expected !== null && expected !== password) throw accessDenied()
        sheet.workbook.journal.set(sheet, 'protection', null)
        sheet.workbook.tell({ kind: 'protection', sheet })
        return null
      },
      provenance: 'documentation',
    },
  },
})

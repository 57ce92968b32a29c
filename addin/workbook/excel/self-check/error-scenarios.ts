import type { Scenario } from './scenario.ts'

async function codeOf(context: Excel.RequestContext, work: () => void): Promise<string> {
  try {
    work()
    await context.sync()
    return 'none'
  } catch (error) {
    return error instanceof OfficeExtension.Error ? error.code : `not of Office: ${String(error)}`
  }
}

/** Codes of what Excel refuses. */
export const errorScenarios: readonly Scenario[] = [
  {
    name: 'What is not there, what does not fit, what overlaps',
    provenance: 'documentation',
    needs: '1.1',
    expected: {
      missing: 'ItemNotFound',
      shape: 'InvalidArgument',
      address: 'InvalidArgument',
      sheetName: 'InvalidArgument',
    },
    run: async (context, sheet) => ({
      missing: await codeOf(context, () => context.workbook.worksheets.getItem('No such sheet').load('name')),
      shape: await codeOf(context, () => {
        sheet.getRange('A1:B1').values = [[1]]
      }),
      address: await codeOf(context, () => sheet.getRange('A0').load('values')),
      sheetName: await codeOf(context, () => context.workbook.worksheets.add('a/b').load('name')),
    }),
  },
  {
    name: 'A table over another table, a sheet of a name that is taken',
    provenance: 'assumption',
    needs: '1.1',
    expected: { overlap: 'InvalidArgument', duplicate: 'ItemAlreadyExists' },
    run: async (context, sheet) => {
      sheet.load('name')
      sheet.tables.add('A1:B3', false)
      await context.sync()
      return {
        overlap: await codeOf(context, () => sheet.tables.add('B2:C4', true).load('name')),
        duplicate: await codeOf(context, () => context.workbook.worksheets.add(sheet.name).load('name')),
      }
    },
  },
  {
    name: 'A protected sheet refuses to be written',
    provenance: 'documentation',
    needs: '1.2',
    expected: { code: 'AccessDenied', after: 'none' },
    run: async (context, sheet) => {
      sheet.protection.protect()
      const code = await codeOf(context, () => {
        sheet.getRange('A1').values = [['x']]
      })
      sheet.protection.unprotect()
      const after = await codeOf(context, () => {
        sheet.getRange('A1').values = [['x']]
      })
      return { code, after }
    },
  },
  {
    name: 'What a batch did before its error stays',
    provenance: 'assumption',
    needs: '1.1',
    expected: { code: 'InvalidArgument', written: 'kept' },
    run: async (context, sheet) => {
      const code = await codeOf(context, () => {
        sheet.getRange('A1').values = [['kept']]
        sheet.getRange('ZZZZ1').values = [['x']]
      })
      const cell = sheet.getRange('A1')
      cell.load('values')
      await context.sync()
      return { code, written: cell.values[0]?.[0] }
    },
  },
  {
    name: 'Methods of what is not there do nothing',
    provenance: 'documentation',
    needs: '1.4',
    expected: { isNull: true, code: 'none' },
    run: async (context, sheet) => {
      const table = sheet.tables.getItemOrNullObject('NoSuchTable')
      const code = await codeOf(context, () => table.delete())
      return { isNull: table.isNullObject, code }
    },
  },
]

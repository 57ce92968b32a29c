import type { Scenario } from './scenario.ts'

/** What becomes of values that are written. */
export const valueScenarios: readonly Scenario[] = [
  {
    name: 'Texts that look like something else become it',
    provenance: 'documentation',
    needs: '1.1',
    expected: {
      types: [['Double', 'Boolean', 'Double', 'String', 'Double']],
      firstValue: 12.5,
      formulaValue: 3,
      monthIsSerial: true,
    },
    run: async (context, sheet) => {
      const range = sheet.getRange('A1:E1')
      range.values = [['12.5', 'TRUE', '2025-08', 'plain', '=1+2']]
      range.load('valueTypes, values')
      await context.sync()
      const [first, , month, , formula] = range.values[0] ?? []
      return {
        types: range.valueTypes,
        firstValue: first,
        formulaValue: formula,
        monthIsSerial: typeof month === 'number' && month > 45_000 && month < 46_000,
      }
    },
  },
  {
    name: 'Cells formatted as text keep what is written',
    provenance: 'documentation',
    needs: '1.1',
    expected: { values: [['2025-08', '007', '1/2']], types: [['String', 'String', 'String']] },
    run: async (context, sheet) => {
      const range = sheet.getRange('A1:C1')
      range.numberFormat = [['@', '@', '@']]
      range.values = [['2025-08', '007', '1/2']]
      range.load('values, valueTypes')
      await context.sync()
      return { values: range.values, types: range.valueTypes }
    },
  },
  {
    name: 'An apostrophe in front keeps text, and is not part of it',
    provenance: 'assumption',
    needs: '1.1',
    expected: { values: [['=1+1', '2025-08']], types: [['String', 'String']] },
    run: async (context, sheet) => {
      const range = sheet.getRange('A1:B1')
      range.values = [["'=1+1", "'2025-08"]]
      range.load('values, valueTypes')
      await context.sync()
      return { values: range.values, types: range.valueTypes }
    },
  },
  {
    name: 'null leaves a cell, an empty text empties it',
    provenance: 'documentation',
    needs: '1.1',
    expected: { values: [[1, '', 3]] },
    run: async (context, sheet) => {
      const range = sheet.getRange('A1:C1')
      range.values = [[1, 2, 3]]
      await context.sync()
      range.values = [[null, '', null]]
      range.load('values')
      await context.sync()
      return { values: range.values }
    },
  },
  {
    name: 'Text of cells follows the number format',
    provenance: 'documentation',
    needs: '1.1',
    expected: { text: [['1,234.50', '12.3%', '2025-08-01']] },
    run: async (context, sheet) => {
      const range = sheet.getRange('A1:C1')
      range.values = [[1234.5, 0.1234, 45_870]]
      range.numberFormat = [['#,##0.00', '0.0%', 'yyyy-mm-dd']]
      range.format.columnWidth = 120
      range.load('text')
      await context.sync()
      return { text: range.text }
    },
  },
  {
    name: 'Formulas see what was written in the same batch',
    provenance: 'documentation',
    needs: '1.1',
    expected: { sum: 6, error: '#DIV/0!', blank: '' },
    run: async (context, sheet) => {
      sheet.getRange('A1:A3').values = [[1], [2], [3]]
      const cells = sheet.getRange('B1:B3')
      cells.formulas = [['=SUM(A1:A3)'], ['=A1/0'], ['']]
      cells.load('values')
      await context.sync()
      return { sum: cells.values[0]?.[0], error: cells.values[1]?.[0], blank: cells.values[2]?.[0] }
    },
  },
]

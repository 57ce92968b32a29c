import type { Chart } from '../model/chart.ts'
import { addChart } from '../model/edits/charts.ts'
import { itemNotFound } from '../model/excel-fault.ts'
import type { Sheet } from '../model/sheet.ts'
import { choiceArgument, textArgument, wholeArgument } from './arguments.ts'
import { chartObject } from './chart.ts'
import { type HostObject, nullObject, objectType } from './host-object.ts'
import { rangeArgument } from './range-target.ts'

const chartsOf = (sheet: Sheet): Chart[] => sheet.workbook.charts.filter(chart => chart.sheet === sheet)
const find = (sheet: Sheet, key: unknown): Chart | undefined =>
  chartsOf(sheet).find(({ id, name }) => name === key || id === key)

const required = (chart: Chart | undefined): HostObject => {
  if (!chart) throw itemNotFound()
  return chartObject(chart)
}

export const chartCollectionObject: (sheet: Sheet) => HostObject = objectType<Sheet>({
  name: 'ChartCollection',
  scalars: ['Count'],
  properties: { Count: { get: sheet => chartsOf(sheet).length, provenance: 'documentation' } },
  items: sheet => chartsOf(sheet).map(chartObject),
  methods: {
    Add: {
      call: (sheet, kind, source, by) => {
        const range = rangeArgument(sheet.workbook, sheet, source)
        const seriesBy = choiceArgument(by, ['Auto', 'Columns', 'Rows'], 'Auto')
        return chartObject(addChart(sheet, textArgument(kind), range, seriesBy))
      },
      provenance: 'documentation',
      note: 'which cells become names and labels is guessed much as Excel guesses',
    },
    GetCount: { call: sheet => chartsOf(sheet).length, provenance: 'documentation' },
    GetItem: { call: (sheet, key) => required(find(sheet, key)), provenance: 'documentation' },
    GetItemAt: { call: (sheet, index) => required(chartsOf(sheet)[wholeArgument(index)]), provenance: 'documentation' },
    GetItemOrNullObject: {
      call: (sheet, key) => {
        const chart = find(sheet, key)
        return chart ? chartObject(chart) : nullObject
      },
      provenance: 'documentation',
    },
  },
})

import type { Chart } from '../model/chart.ts'
import { seriesOf } from '../model/edits/charts.ts'
import { itemNotFound } from '../model/excel-fault.ts'
import { bounding } from '../model/rectangle.ts'
import { booleanArgument, choiceArgument, numberArgument, textArgument } from './arguments.ts'
import { chartAxesObject } from './chart-axis.ts'
import { chartSeriesCollectionObject } from './chart-series.ts'
import { type HostObject, objectType } from './host-object.ts'
import { rangeArgument } from './range-target.ts'
import { worksheetObject } from './worksheet.ts'

const set = <K extends keyof Chart>(chart: Chart, key: K, value: Chart[K]): void => {
  const { workbook } = chart.sheet
  if (!workbook.charts.includes(chart)) throw itemNotFound()
  workbook.journal.set(chart, key, value)
  workbook.tell({ kind: 'other' })
}

const titleObject = objectType<Chart>({
  name: 'ChartTitle',
  scalars: ['Text', 'Visible'],
  properties: {
    Text: {
      get: ({ title }) => title,
      set: (chart, value) => set(chart, 'title', textArgument(value)),
      provenance: 'documentation',
    },
    Visible: {
      get: ({ titleVisible }) => titleVisible,
      set: (chart, value) => set(chart, 'titleVisible', booleanArgument(value)),
      provenance: 'documentation',
    },
  },
})

const legendObject = objectType<Chart>({
  name: 'ChartLegend',
  scalars: ['Position', 'Visible'],
  properties: {
    Position: {
      get: ({ legendPosition }) => legendPosition,
      set: (chart, value) => set(chart, 'legendPosition', textArgument(value)),
      provenance: 'documentation',
    },
    Visible: {
      get: ({ legendVisible }) => legendVisible,
      set: (chart, value) => set(chart, 'legendVisible', booleanArgument(value)),
      provenance: 'documentation',
    },
  },
})

const placed = (side: keyof Chart['place']) =>
  ({
    get: (chart: Chart) => chart.place[side],
    set: (chart: Chart, value: unknown) => {
      set(chart, 'place', { ...chart.place, [side]: numberArgument(value) })
      set(chart, 'cells', null)
    },
    provenance: 'documentation',
  }) as const

export const chartObject: (chart: Chart) => HostObject = objectType<Chart>({
  name: 'Chart',
  id: ({ id }) => id,
  scalars: ['ChartType', 'Height', 'Id', 'Left', 'Name', 'Top', 'Width'],
  properties: {
    Id: { get: ({ id }) => id, provenance: 'documentation' },
    Name: {
      get: ({ name }) => name,
      set: (chart, value) => set(chart, 'name', textArgument(value)),
      provenance: 'documentation',
    },
    ChartType: {
      get: ({ kind }) => kind,
      set: (chart, value) => set(chart, 'kind', textArgument(value)),
      provenance: 'documentation',
    },
    Left: placed('left'),
    Top: placed('top'),
    Width: placed('width'),
    Height: placed('height'),
    Title: { get: titleObject, provenance: 'documentation' },
    Legend: { get: legendObject, provenance: 'documentation' },
    Axes: { get: chartAxesObject, provenance: 'documentation' },
    Series: { get: chartSeriesCollectionObject, provenance: 'documentation' },
    Worksheet: { get: ({ sheet }) => worksheetObject(sheet), provenance: 'documentation' },
  },
  methods: {
    SetPosition: {
      call: (chart, start, end) => {
        const { sheet } = chart
        const from = rangeArgument(sheet.workbook, sheet, start).block
        const to = end === undefined || end === null ? from : rangeArgument(sheet.workbook, sheet, end).block
        set(chart, 'cells', bounding(from, to))
        return null
      },
      provenance: 'documentation',
      note: 'moves with the cells it covers',
    },
    SetData: {
      call: (chart, source, by) => {
        const { sheet, block } = rangeArgument(chart.sheet.workbook, chart.sheet, source)
        set(chart, 'series', seriesOf(sheet, block, choiceArgument(by, ['Auto', 'Columns', 'Rows'], 'Auto')))
        return null
      },
      provenance: 'documentation',
    },
    Activate: { call: () => null, provenance: 'types' },
    Delete: {
      call: chart => {
        const { workbook } = chart.sheet
        workbook.journal.set(
          workbook,
          'charts',
          workbook.charts.filter(other => other !== chart),
        )
        workbook.tell({ kind: 'other' })
        return null
      },
      provenance: 'documentation',
    },
  },
})

import type { Chart } from '../model/chart.ts'
import { textArgument } from './arguments.ts'
import { type HostObject, objectType } from './host-object.ts'

type AxisTitle = 'valueAxisTitle' | 'categoryAxisTitle'

interface AxisTarget {
  readonly chart: Chart
  readonly title: AxisTitle
}

const titleObject = objectType<AxisTarget>({
  name: 'ChartAxisTitle',
  scalars: ['Text', 'Visible'],
  properties: {
    Text: {
      get: ({ chart, title }) => chart[title],
      set: ({ chart, title }, value) => chart.sheet.workbook.journal.set(chart, title, textArgument(value)),
      provenance: 'documentation',
    },
    Visible: { get: ({ chart, title }) => chart[title] !== '', set: () => {}, provenance: 'assumption' },
  },
})

const axisObject = objectType<AxisTarget>({
  name: 'ChartAxis',
  scalars: ['NumberFormat'],
  properties: {
    Title: { get: titleObject, provenance: 'documentation' },
    NumberFormat: {
      get: ({ chart }) => chart.valueAxisFormat ?? 'General',
      set: ({ chart }, value) => chart.sheet.workbook.journal.set(chart, 'valueAxisFormat', textArgument(value)),
      provenance: 'documentation',
    },
  },
})

export const chartAxesObject: (chart: Chart) => HostObject = objectType<Chart>({
  name: 'ChartAxes',
  scalars: [],
  properties: {
    ValueAxis: { get: chart => axisObject({ chart, title: 'valueAxisTitle' }), provenance: 'documentation' },
    CategoryAxis: { get: chart => axisObject({ chart, title: 'categoryAxisTitle' }), provenance: 'documentation' },
  },
})

import type { Chart, ChartSeries } from '../model/chart.ts'
import { itemNotFound } from '../model/excel-fault.ts'
import { textArgument, wholeArgument } from './arguments.ts'
import { type HostObject, objectType } from './host-object.ts'
import { rangeArgument } from './range-target.ts'

interface SeriesTarget {
  readonly chart: Chart
  readonly id: number
}

function current({ chart, id }: SeriesTarget): ChartSeries {
  const series = chart.series.find(known => known.id === id)
  if (!series) throw itemNotFound()
  return series
}

function change(target: SeriesTarget, part: Partial<ChartSeries>): void {
  const { chart } = target
  const known = current(target)
  const series = chart.series.map(other => (other === known ? { ...known, ...part } : other))
  chart.sheet.workbook.journal.set(chart, 'series', series)
  chart.sheet.workbook.tell({ kind: 'other' })
}

const source = ({ chart }: SeriesTarget, value: unknown) => {
  const { sheet, block } = rangeArgument(chart.sheet.workbook, chart.sheet, value)
  return { sheet, block }
}

const fillObject = objectType<SeriesTarget>({
  name: 'ChartFill',
  scalars: [],
  properties: {},
  methods: {
    SetSolidColor: {
      call: (target, color) => {
        change(target, { color: textArgument(color) })
        return null
      },
      provenance: 'documentation',
    },
  },
})

const formatObject = objectType<SeriesTarget>({
  name: 'ChartSeriesFormat',
  scalars: [],
  properties: { Fill: { get: fillObject, provenance: 'documentation' } },
})

const seriesObject: (target: SeriesTarget) => HostObject = objectType<SeriesTarget>({
  name: 'ChartSeries',
  scalars: ['Name'],
  properties: {
    Name: {
      get: target => current(target).name ?? '',
      set: (target, value) => change(target, { name: textArgument(value) }),
      provenance: 'documentation',
    },
    Format: { get: formatObject, provenance: 'documentation' },
  },
  methods: {
    SetValues: {
      call: (target, range) => {
        change(target, { values: source(target, range) })
        return null
      },
      provenance: 'documentation',
    },
    SetXAxisValues: {
      call: (target, range) => {
        change(target, { labels: source(target, range) })
        return null
      },
      provenance: 'documentation',
    },
    Delete: {
      call: target => {
        const known = current(target)
        const { chart } = target
        chart.sheet.workbook.journal.set(
          chart,
          'series',
          chart.series.filter(other => other !== known),
        )
        return null
      },
      provenance: 'documentation',
    },
  },
})

export const chartSeriesCollectionObject: (chart: Chart) => HostObject = objectType<Chart>({
  name: 'ChartSeriesCollection',
  scalars: ['Count'],
  properties: { Count: { get: ({ series }) => series.length, provenance: 'documentation' } },
  items: chart => chart.series.map(({ id }) => seriesObject({ chart, id })),
  methods: {
    Add: {
      call: (chart, name) => {
        const id = Math.max(0, ...chart.series.map(series => series.id)) + 1
        const added = { id, name: typeof name === 'string' ? name : null, values: null, labels: null, color: null }
        chart.sheet.workbook.journal.set(chart, 'series', [...chart.series, added])
        return seriesObject({ chart, id })
      },
      provenance: 'documentation',
    },
    GetCount: { call: ({ series }) => series.length, provenance: 'documentation' },
    GetItemAt: {
      call: (chart, index) => {
        const found = chart.series[wholeArgument(index)]
        if (!found) throw itemNotFound()
        return seriesObject({ chart, id: found.id })
      },
      provenance: 'documentation',
    },
  },
})

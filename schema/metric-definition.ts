import type { Benchmark as Band, MetricDefinition as Definition, Unit } from '../server/metrics/metric-table.ts'
import { builder } from './builder.ts'
import { DimensionEnum } from './dimension.ts'

export const UnitEnum = builder.enumType('Unit', {
  description: 'What a number counts.',
  values: {
    MONEY: { description: 'Units of the currency that stands with the value.' },
    MONEY_PER_HOUR: { description: 'Units of the currency an hour.' },
    MONEY_PER_SEAT: { description: 'Units of the currency a seat and month.' },
    HOURS: { description: 'Hours.' },
    SEATS: { description: 'Seats.' },
    COUNT: { description: 'Things counted.' },
    PERCENT: { description: 'Percent: 12.5 is 12.5 %. Differences are in points.' },
    PERCENT_PER_MONTH: { description: 'Percent of the mean, a month.' },
    RATIO: { description: 'A plain number.' },
  } satisfies Record<Unit, { description: string }>,
})

export const MetricDirection = builder.enumType('MetricDirection', {
  description: 'Which way is better.',
  values: {
    UP: { description: 'More is better.' },
    DOWN: { description: 'Less is better.' },
    BAND: { description: 'Within a band is better than outside.' },
    NONE: { description: 'Neither is better.' },
  } as const,
})

const Benchmark = builder.objectRef<Band>('Benchmark').implement({
  description: 'A published band to compare with.',
  fields: t => ({
    label: t.exposeString('label', { description: 'What the band is.' }),
    from: t.exposeFloat('from', { nullable: true, description: 'Its lower end, in the metric’s unit; null: open.' }),
    to: t.exposeFloat('to', { nullable: true, description: 'Its upper end, in the metric’s unit; null: open.' }),
    source: t.exposeString('source', { description: 'Who published it.' }),
    year: t.exposeInt('year', { description: 'The year it was published.' }),
    definition: t.exposeString('definition', { description: 'What it assumes, where that differs from the formula.' }),
  }),
})

export const MetricDefinition = builder.objectRef<Definition>('MetricDefinition').implement({
  description: 'What a metric means: the same everywhere it appears.',
  fields: t => ({
    key: t.exposeString('key', { description: 'Its name in queries, e.g. gross_margin_pct.' }),
    version: t.exposeInt('version', { description: 'Grows with each change of the definition.' }),
    name: t.exposeString('name', { description: 'Its name for people.' }),
    description: t.exposeString('description', { description: 'What it tells.' }),
    formula: t.exposeString('formula', { description: 'How it is worked out from measures and metrics.' }),
    inputs: t.exposeStringList('inputs', { description: 'Keys of the measures and metrics it is made of.' }),
    unit: t.expose('unit', { type: UnitEnum, description: 'What it counts.' }),
    direction: t.expose('direction', { type: MetricDirection, description: 'Which way is better.' }),
    scope: t.exposeString('scope', { description: 'What a reader must be allowed to see it, e.g. "cost:read".' }),
    dimensions: t.expose('dimensions', { type: [DimensionEnum], description: 'What it can be grouped by.' }),
    minimumSample: t.exposeInt('minimumSample', { description: 'Fewer rows than this make a value uncertain.' }),
    benchmarks: t.expose('benchmarks', { type: [Benchmark], description: 'Published bands, with their sources.' }),
    custom: t.exposeBoolean('custom', { description: 'Whether your organization defined it.' }),
  }),
})

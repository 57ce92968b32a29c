import type { QualityDimension as Dimension, DataQuality as Quality } from '../server/snapshots/import-outcome.ts'
import { builder } from './builder.ts'

const QualityDimension = builder.objectRef<Dimension>('QualityDimension').implement({
  description: 'One measure of how good a sheet is.',
  fields: t => ({
    name: t.exposeString('name', {
      description: 'completeness, validity, uniqueness, consistency, timeliness or referential_integrity.',
    }),
    score: t.exposeFloat('score', { description: '0 (worst) to 100 (best).' }),
    formula: t.exposeString('formula', { description: 'How the score came about, with its numbers.' }),
  }),
})

export const DataQuality = builder.objectRef<Quality>('DataQuality').implement({
  description: 'How good a sheet is.',
  fields: t => ({
    score: t.exposeFloat('score', { description: 'Mean of the measures that apply, 0 to 100.' }),
    dimensions: t.field({
      type: [QualityDimension],
      description: 'The measures behind the score.',
      resolve: quality => quality.dimensions,
    }),
    recommendations: t.exposeStringList('recommendations', { description: 'What would raise the score most.' }),
  }),
})

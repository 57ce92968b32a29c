import type { DatasetKind } from '../server/datasets/dataset.ts'
import { datasets } from '../server/datasets/datasets.ts'
import { builder } from './builder.ts'

export const DatasetKindEnum = builder.enumType('DatasetKind', {
  description: 'A kind of sheet that can be uploaded.',
  values: Object.fromEntries(datasets.map(({ kind, description }) => [kind, { description }])) as Record<
    DatasetKind,
    { description: string }
  >,
})

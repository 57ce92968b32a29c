import type { GraphQLSchema } from 'graphql'
import './scalars.ts'
import './viewer.ts'
import './session.ts'
import './api-key.ts'
import './client.ts'
import './dataset.ts'
import './snapshot.ts'
import './upload.ts'
import './revert.ts'
import './snapshot-progress.ts'
import './metric-table.ts'
import './metric-values.ts'
import './metric-catalog.ts'
import './custom-metric.ts'
import { builder } from './builder.ts'

/** The whole contract. Each import above adds its noun to the builder. */
export const schema: GraphQLSchema = builder.toSchema()

import { compiledOnce } from './compiled-once.ts'

/** What questions depend on beside the rows, and the state of the data. */
export const organizationQuery = compiledOnce((db, organizationId) =>
  db
    .selectFrom('organization')
    .select(['id', 'base_currency', 'fiscal_year_start', 'default_cost_rate', 'last_snapshot', 'data_version'])
    .where('id', '=', organizationId),
)

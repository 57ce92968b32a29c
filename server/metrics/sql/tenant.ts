import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Whose rows, and as of which snapshot (null: now). Every query of the planner takes one. */
export interface Tenant {
  readonly organizationId: number
  readonly asOf: number | null
  /** The instant asked as of: decisions until then count. Absent or null: all of them. */
  readonly at?: number | null
}

/** Rows of a versioned table that were in force. */
export const rowsOf = ({ organizationId, asOf }: Tenant): RawBuilder<SqlBool> =>
  asOf === null
    ? sql`organization_id = ${organizationId} and superseded_by is null`
    : sql`organization_id = ${organizationId} and snapshot <= ${asOf} and (superseded_by is null or superseded_by > ${asOf})`

/** Rows of a rollup: the changes up to then, whose sum is the state. */
export const changesOf = ({ organizationId, asOf }: Tenant): RawBuilder<SqlBool> =>
  asOf === null
    ? sql`organization_id = ${organizationId}`
    : sql`organization_id = ${organizationId} and snapshot <= ${asOf}`

import { type RawBuilder, sql } from 'kysely'

/** Joins the term whose id stands in this column of the rows `r`. */
export const termJoin = (alias: string, column: string): RawBuilder<unknown> =>
  sql`left join term ${sql.ref(alias)} on ${sql.ref(`${alias}.organization_id`)} = r.organization_id
    and ${sql.ref(`${alias}.id`)} = ${sql.ref(`r.${column}`)}`

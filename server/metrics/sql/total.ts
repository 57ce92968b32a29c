import { type RawBuilder, sql } from 'kysely'

/**
 * A whole-number sum. PostgreSQL adds bigints as numeric; cast back they come out as numbers, and the text is the same
 * in both dialects.
 */
export const total = (expression: string): RawBuilder<number> => sql`cast(sum(${sql.raw(expression)}) as bigint)`

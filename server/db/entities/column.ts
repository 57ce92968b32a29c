import { p } from '@mikro-orm/core'

/** Building blocks shared by the entities. Whole numbers are 64-bit on PostgreSQL and INTEGER on SQLite, numbers in JavaScript. */
export const int = () => p.bigint('number')
/** An instant: milliseconds since 1970, the same number in both dialects. */
export const instant = () => p.bigint('number')
/** The tenant; it leads every key. */
export const organization = () => p.bigint('number').primary()

/** Columns that every versioned row carries. */
export const version = {
  /** Number of the snapshot that brought the row. */
  snapshot: p.bigint('number').primary(),
  /** The row in the sheet, as a person counts it. */
  row: p.bigint('number').primary(),
  /** Number of the snapshot that replaced or removed it; null while it is in force. */
  supersededBy: p.bigint('number').nullable(),
  /** A row put back by a revert: the snapshot whose sheet it stands in. Null: `snapshot` itself. */
  originSnapshot: p.bigint('number').nullable(),
  /** … and its row there, as `row` numbers the rows of a revert. */
  originRow: p.bigint('number').nullable(),
  /** 53-bit hash of the natural key. */
  rowKey: p.bigint('number'),
  /** 53-bit hash of everything the row says; equal means unchanged. */
  contentHash: p.bigint('number'),
}

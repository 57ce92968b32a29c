import { defineEntity, p } from '@mikro-orm/core'
import { organization } from './column.ts'

/** The cells of a row that was not accepted, kept so that it can be corrected without the sheet. */
export const RejectedRow = defineEntity({
  name: 'RejectedRow',
  properties: {
    organizationId: organization(),
    snapshot: p.bigint('number').primary(),
    row: p.bigint('number').primary(),
    /** JSON array of strings, in the order of the snapshot's header. */
    cells: p.text(),
  },
})

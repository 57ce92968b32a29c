import { defineEntity, p } from '@mikro-orm/core'
import type { Severity } from '../../datasets/dataset.ts'
import { int, organization } from './column.ts'

/** What was wrong with a cell or row of an accepted snapshot. */
export const RowIssue = defineEntity({
  name: 'RowIssue',
  properties: {
    organizationId: organization(),
    snapshot: p.bigint('number').primary(),
    seq: p.bigint('number').primary(),
    row: int(),
    columnName: p.text().nullable(),
    value: p.text().nullable(),
    code: p.text(),
    message: p.text(),
    severity: p.text().$type<Severity>(),
    suggestion: p.text().nullable(),
  },
})

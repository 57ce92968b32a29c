import { defineEntity, p } from '@mikro-orm/core'
import { organization } from './column.ts'

export type TermKind = 'INDUSTRY' | 'SERVICE_LINE' | 'PROJECT' | 'PRODUCT' | 'VENDOR' | 'TEAM'

/** A word that rows are grouped by, kept once: spellings with the same normal form are one term. */
export const Term = defineEntity({
  name: 'Term',
  properties: {
    organizationId: organization(),
    id: p.bigint('number').primary(),
    kind: p.text().$type<TermKind>(),
    /** The first spelling seen. */
    label: p.text(),
    normal: p.text(),
  },
})

import { defineEntity, p } from '@mikro-orm/core'
import { instant, organization } from './column.ts'

/** An explicit mapping of headings, remembered for the next sheet from the same source. */
export const ColumnMapping = defineEntity({
  name: 'ColumnMapping',
  properties: {
    organizationId: organization(),
    dataset: p.text().primary(),
    /** Fingerprint of the headings. */
    source: p.text().primary(),
    /** The mapping as JSON. */
    mapping: p.text(),
    updatedAt: instant(),
  },
})

import { defineEntity, p } from '@mikro-orm/core'
import { instant } from './column.ts'

/** Requests of a caller in the running minute, where many server processes count together. No tenant's: forgotten at once. */
export const RateLimit = defineEntity({
  name: 'RateLimit',
  properties: {
    /** Which limit, and who: a user, a key or an address. */
    key: p.text().primary(),
    points: p.integer(),
    expire: instant(),
  },
})

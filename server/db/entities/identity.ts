import { defineEntity, p } from '@mikro-orm/core'
import { instant, int } from './column.ts'

/** A person as an OpenID Connect provider knows them, and whose account that is: at most one of each provider. */
export const Identity = defineEntity({
  name: 'Identity',
  properties: {
    issuer: p.text().primary(),
    /** The provider's name for the person; never given to another one. */
    subject: p.text().primary(),
    userId: int(),
    createdAt: instant(),
    lastUsedAt: instant(),
  },
})

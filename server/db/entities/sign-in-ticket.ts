import { defineEntity, p } from '@mikro-orm/core'
import { instant, int } from './column.ts'

/**
 * A step of signing in with a provider that is still to come: the way back from it, or the page's exchange of the
 * one-time code. Gone once it is used.
 */
export const SignInTicket = defineEntity({
  name: 'SignInTicket',
  properties: {
    /** SHA-256 of the state or the code. */
    hash: p.text().primary(),
    /** SHA-256 of the secret in the cookie of the browser it was given to. */
    browserHash: p.text().hidden(),
    /** Who signs in; null: not known before the way back. */
    userId: int().nullable(),
    expiresAt: instant(),
  },
})

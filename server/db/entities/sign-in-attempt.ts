import { defineEntity, p } from '@mikro-orm/core'
import { instant, int } from './column.ts'

/** Failed sign-ins by account name, whether or not the account exists. */
export const SignInAttempt = defineEntity({
  name: 'SignInAttempt',
  properties: {
    /** SHA-256 of the lower-case e-mail address. */
    account: p.text().primary(),
    failures: int(),
    lastAt: instant(),
  },
})

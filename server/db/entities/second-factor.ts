import { defineEntity, p } from '@mikro-orm/core'
import { instant, int } from './column.ts'

/** What a person proves besides the password: the secret of their authenticator app (TOTP). */
export const SecondFactor = defineEntity({
  name: 'SecondFactor',
  properties: {
    userId: p.bigint('number').primary(),
    /** Sealed with the server's key for secrets, for this person. */
    secret: p.text().hidden(),
    createdAt: instant(),
    /** Null: begun, not confirmed by a code yet, so not asked for. */
    confirmedAt: instant().nullable(),
    /** The newest time step a code of which was used: none up to it works again. */
    lastStep: int(),
    /** Salt of the backup codes, in hex; null: there are none yet. */
    backupSalt: p.text().nullable(),
  },
})

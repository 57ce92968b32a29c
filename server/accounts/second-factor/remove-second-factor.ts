import type { RequestOrigin } from '../../access/request-origin.ts'
import { dbOf } from '../../db/tables.ts'
import { BadInput } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import { accountOf, type Unproven, withProof } from '../prove-account.ts'
import { recordForPerson } from '../record-for-person.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { deleteSecondFactor } from './second-factor-record.ts'

/** What a signed-in person shows once more before something of weight. */
export interface OwnProof {
  readonly userId: number
  readonly password: string
  readonly code: string
  readonly origin: RequestOrigin | undefined
}

/** Turns a second factor off, for password and code; the person's other sessions end. */
export async function removeSecondFactor(
  accounts: Accounts,
  { userId, origin, sessionId, ...proof }: OwnProof & { readonly sessionId: string },
  now: number,
): Promise<{ readonly type: 'SecondFactorRemoved'; readonly endedSessions: number } | Unproven> {
  const account = await accountOf(dbOf(accounts.em.fork()), userId)
  if (!account.factor) throw new BadInput('Turning the second factor off: there is none')
  return await withProof(accounts, account, { email: account.email, ...proof }, now, async db => {
    await deleteSecondFactor(db, userId)
    const endedSessions = await endSessions(db, { userId, organizationId: null, except: sessionId }, now)
    const event = { at: now, action: 'second_factor.turned_off', details: { endedSessions } }
    await recordForPerson(db, userId, { origin }, event)
    return { type: 'SecondFactorRemoved', endedSessions } as const
  })
}

import type { RequestOrigin } from '../../access/request-origin.ts'
import { withoutTenant } from '../../db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../db/tables.ts'
import { writeIn } from '../../db/write-in.ts'
import type { Accounts } from '../accounts.ts'
import type { SessionTokens } from '../issue-tokens.ts'
import { openSession, type SigningIn } from '../open-session.ts'
import { identify, type NotIdentified } from './identify.ts'
import type { ProviderPerson } from './provider-person.ts'
import { CODE_LIFE, STATE_LIFE, takeTicket, writeTicket } from './sign-in-tickets.ts'

/** A way to the provider begins in a browser: its state, good for one way back by the same browser. */
export const beginSignIn = (accounts: Accounts, browser: string, now: number): Promise<string> =>
  writeIn(accounts.em, accounts.gate, db =>
    writeTicket(db, { browser, userId: null, expiresAt: now + STATE_LIFE }, accounts.random, now),
  )

/** Whether the browser began a way with this state that is not over. It is over from now on. */
export const endSignIn = async (
  accounts: Accounts,
  { state, browser }: { readonly state: string; readonly browser: string },
  now: number,
): Promise<boolean> =>
  (await writeIn(accounts.em, accounts.gate, db => takeTicket(db, { secret: state, browser, kind: 'state' }, now))) !==
  undefined

export type Admitted =
  | { readonly type: 'Code'; readonly code: string; readonly userId: number }
  | { readonly type: 'Refused'; readonly reason: NotIdentified; readonly recordRefusal: () => Promise<void> }

/** The one-time code with which the page of this browser gets the session of a person that the provider vouched for. */
export const admitPerson = (
  accounts: Accounts,
  { person, browser, origin }: { person: ProviderPerson; browser: string; origin: RequestOrigin | undefined },
  now: number,
): Promise<Admitted> =>
  withoutTenant('signing in', async (): Promise<Admitted> => {
    const identified = await identify(accounts, person, origin, now)
    if (identified.type === 'Refused')
      return { ...identified, recordRefusal: () => withoutTenant('signing in', identified.recordRefusal) }
    const { userId } = identified
    const code = await writeIn(accounts.em, accounts.gate, db =>
      writeTicket(db, { browser, userId, expiresAt: now + CODE_LIFE }, accounts.random, now),
    )
    return { type: 'Code', code, userId }
  })

export interface CodeToExchange {
  readonly code: string
  /** The secret in the browser's cookie; null: it sent none. */
  readonly browser: string | null
  readonly origin?: RequestOrigin | undefined
}

/**
 * Exchanges the page's code for a session in the organization that the person joined first. The provider has asked for
 * whatever factors it wants, so none is asked for again. Null: not valid (any more).
 */
export const completeSignIn = (
  accounts: Accounts,
  { code, browser, origin }: CodeToExchange,
  now: number,
): Promise<SessionTokens | null> =>
  withoutTenant('signing in', async () => {
    if (browser === null) return null
    const taken = await writeIn(accounts.em, accounts.gate, db =>
      takeTicket(db, { secret: code, browser, kind: 'code' }, now),
    )
    const member = taken && taken.userId !== null ? await firstMembership(accounts, taken.userId) : null
    return member && (await openSession(accounts, member, { origin, by: 'PROVIDER' }, now))
  })

async function firstMembership(accounts: Accounts, userId: number): Promise<SigningIn | null> {
  const row = await dbOf(accounts.em.fork())
    .selectFrom('membership')
    .select(['organization_id as organizationId', 'user_id as userId', 'role'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('organization_id')
    .executeTakeFirst()
  return row ?? null
}

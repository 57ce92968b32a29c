import { completeSignIn as operation } from '../../api/operations/arrival.gen.ts'
import { outcomeOf, type Session, type SignInOutcome } from '../../api/session.ts'

/** Opens the session of somebody who comes back from the identity provider with a code, in the browser they left. */
export async function completeSignIn(session: Session, code: string): Promise<SignInOutcome> {
  const unproven = await session.openBy(operation, { code }, { cookies: true })
  return unproven ? outcomeOf(unproven) : { kind: 'signed-in' }
}

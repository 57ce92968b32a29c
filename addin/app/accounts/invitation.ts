import {
  type AcceptInvitationInput,
  acceptInvitation as accept,
  type InvitationQuery,
  invitation,
} from '../../api/operations/arrival.gen.ts'
import { outcomeOf, type Session, type SignInOutcome } from '../../api/session.ts'

export type Offer = NonNullable<InvitationQuery['invitation']>

/** What an invitation offers; null: it does not hold (any more). */
export const readOffer = async (session: Session, token: string): Promise<Offer | null> =>
  (await session.askAsGuest(invitation, { token })).invitation

/** What became of accepting: as of signing in, or the password is too weak, or the invitation holds no more. */
export type Acceptance = SignInOutcome | { readonly kind: 'weak' | 'invalid'; readonly message: string }

export async function acceptInvitation(session: Session, input: AcceptInvitationInput): Promise<Acceptance> {
  const refusal = await session.openBy(accept, { input })
  if (refusal === null) return { kind: 'signed-in' }
  if (refusal.__typename === 'WeakPassword') return { kind: 'weak', message: refusal.message }
  if (refusal.__typename === 'InvalidInvitation') return { kind: 'invalid', message: refusal.message }
  return outcomeOf(refusal)
}

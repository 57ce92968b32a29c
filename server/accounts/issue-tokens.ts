import { signAccessToken } from './access-token.ts'
import type { Accounts } from './accounts.ts'

/** A session as its owner holds it. */
export interface SessionTokens {
  readonly organizationId: number
  readonly sessionId: string
  readonly accessToken: string
  /** Milliseconds since 1970. */
  readonly accessExpiresAt: number
  readonly refreshToken: string
  readonly refreshExpiresAt: number
}

/** The tokens of a session whose refresh token was just made. */
export async function issueTokens(
  accounts: Accounts,
  session: { organizationId: number; sessionId: string; refreshToken: string; refreshExpiresAt: number },
  now: number,
): Promise<SessionTokens> {
  const accessExpiresAt = now + accounts.accessTokenLife
  return {
    ...session,
    accessExpiresAt,
    accessToken: await signAccessToken(accounts.signingKey, session, accessExpiresAt),
  }
}

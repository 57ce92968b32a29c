import { Secret, TOTP } from 'otpauth'
import type { TestServer } from '../support/server.ts'

/** An authenticator app that holds a secret: the code it shows at an instant, in milliseconds since 1970. */
export const codeOf = (secret: string, at: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: at })

export const STEP = 30_000

export const start = `mutation ($password: String!) { startSecondFactor(password: $password) {
  __typename ... on SecondFactorSecret { secret uri } ... on InvalidCredentials { message } ... on TooManyAttempts { retryAfterSeconds } } }`
export const confirm = `mutation ($code: String!) { confirmSecondFactor(code: $code) {
  __typename ... on BackupCodes { codes } ... on InvalidCredentials { message } ... on TooManyAttempts { retryAfterSeconds } } }`
export const signInWith = `mutation ($input: SignInInput!) { signIn(input: $input) {
  __typename ... on Session { accessToken refreshToken } ... on InvalidCredentials { message } ... on MfaRequired { message }
  ... on TooManyAttempts { message retryAfterSeconds } } }`

/** Sets a second factor up for whoever holds the token. Answers its secret and its backup codes. */
export async function setUp(
  server: TestServer,
  token: string,
  { password, now }: { readonly password: string; readonly now: number },
): Promise<{ readonly secret: string; readonly backupCodes: readonly string[] }> {
  const begun = (await server.ask(token, start, { password })).data.startSecondFactor
  const confirmed = (await server.ask(token, confirm, { code: codeOf(begun.secret, now) })).data.confirmSecondFactor
  return { secret: begun.secret, backupCodes: confirmed.codes }
}

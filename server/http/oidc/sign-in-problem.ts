import type { NotIdentified } from '../../accounts/identities/identify.ts'

/** Why a sign-in with the provider did not come to its end, as far as the person at the browser may know. */
export type SignInProblem =
  /** Begun elsewhere, used before, or too long ago. Which of them is not said. */
  | 'NOT_BEGUN_HERE'
  | 'CANCELLED'
  | 'PROVIDER_DOWN'
  /** The provider refuses this server, not the person. */
  | 'PROVIDER_REFUSES'
  /** What came back is not what the provider must have said. */
  | 'NOT_TRUSTED'
  | 'EMAIL_NOT_VERIFIED'
  | 'NO_ACCOUNT'

interface Wording {
  readonly status: number
  readonly title: string
  readonly text: (provider: string) => string
}

/** What the page says: what happened, and what to do. */
export const wordings: Readonly<Record<SignInProblem, Wording>> = {
  NOT_BEGUN_HERE: {
    status: 400,
    title: 'This sign-in is over',
    text: () =>
      'It was used already, began more than ten minutes ago, or in another browser, or cookies are switched off. Begin again.',
  },
  CANCELLED: {
    status: 403,
    title: 'You are not signed in',
    text: provider => `The sign-in with ${provider} was cancelled or refused there. Begin again when you like.`,
  },
  PROVIDER_DOWN: {
    status: 502,
    title: 'The sign-in could not be checked',
    text: provider =>
      `The server that signs you in with ${provider} does not answer. Try again in a minute, or sign in with your password.`,
  },
  PROVIDER_REFUSES: {
    status: 502,
    title: 'The sign-in could not be checked',
    text: provider =>
      `The server that signs you in with ${provider} does not accept this one. Tell whoever runs this server, or sign in with your password.`,
  },
  NOT_TRUSTED: {
    status: 502,
    title: 'The sign-in could not be trusted',
    text: provider =>
      `What came back from ${provider} did not pass the checks, so nobody was signed in. Begin again; if it happens again, tell whoever runs this server.`,
  },
  EMAIL_NOT_VERIFIED: {
    status: 403,
    title: 'Your address is not confirmed',
    text: provider =>
      `${provider} does not say that your e-mail address is yours. Confirm it there and begin again, or sign in with your password.`,
  },
  NO_ACCOUNT: {
    status: 403,
    title: 'There is no account for you here',
    text: provider =>
      `${provider} knows you, but nobody with your address may use this server in this way. Ask an administrator to invite you, or sign in with your password.`,
  },
}

/** The same answer for everybody without an account that is theirs; only what the provider itself said is said. */
export const problemOf = (reason: NotIdentified): SignInProblem =>
  reason === 'EMAIL_NOT_VERIFIED' ? reason : 'NO_ACCOUNT'

/** A sign-in that ends here. `cause` is for the log. */
export class SignInFailed extends Error {
  readonly problem: SignInProblem

  constructor(problem: SignInProblem, cause?: unknown) {
    super(`Signing in with the provider: ${problem}`, { cause })
    this.problem = problem
  }
}

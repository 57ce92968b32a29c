/**
 * Failures a caller can expect and act on. Each is a member of a result union or an error of the request with its
 * code in `extensions.code`; every other failure is masked. Messages: what was being done, colon, what was found,
 * and what to do.
 */
export class ExpectedError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = new.target.name
    this.code = code
  }
}

/** The viewer is signed in but may not do this. */
export class Forbidden extends ExpectedError {
  /** The scope that is missing, for the audit log; null: more than a scope decides. */
  readonly lacking: string | null

  constructor(message: string, lacking: string | null = null) {
    super('FORBIDDEN', message)
    this.lacking = lacking
  }
}

/** Nobody is signed in, or the credentials are not valid (any more). */
export class Unauthenticated extends ExpectedError {
  constructor(message = 'Sign in first: send a session token or an API key') {
    super('UNAUTHENTICATED', message)
  }
}

/** An argument cannot be used as it is. */
export class BadInput extends ExpectedError {
  constructor(message: string, code = 'BAD_USER_INPUT') {
    super(code, message)
  }
}

/** No such thing in the viewer's organization. The same for an id that never existed and one of someone else. */
export class NotFound extends ExpectedError {
  constructor(message: string) {
    super('NOT_FOUND', message)
  }
}

/** More than this server takes; the limit is in the message. */
export class TooLarge extends ExpectedError {
  constructor(message: string) {
    super('TOO_LARGE', message)
  }
}

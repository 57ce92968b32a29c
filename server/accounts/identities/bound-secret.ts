import { createHmac } from 'node:crypto'

/**
 * A secret of one sign-in, worked out from the secret in the browser's cookie and the state: the database holds nothing
 * of it, and no other browser can know it. 43 characters, as many as a PKCE verifier must have.
 */
export const boundSecret = (browser: string, state: string, purpose: 'nonce' | 'verifier'): string =>
  createHmac('sha256', browser).update(`${purpose} ${state}`).digest('base64url')

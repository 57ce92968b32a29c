import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerError } from './answer.ts'

/** Types that a page of another origin cannot send without asking first (a preflight), and files with their credentials. */
const READABLE = /^(?:application\/json|application\/graphql\+json|multipart\/form-data)\s*(?:;|$)/i

/**
 * Whether a query that is posted comes in a type it may come in; else 415 is answered. Forms and plain text could be
 * sent by any page that a person visits.
 */
export function readableType(req: IncomingMessage, res: ServerResponse): boolean {
  if (req.method !== 'POST' || READABLE.test((req.headers['content-type'] ?? '').trim())) return true
  answerError(res, 415, 'UNSUPPORTED_MEDIA_TYPE', unreadableType)
  return false
}

export const unreadableType =
  'Reading the request: its Content-Type is none a query can come in; send application/json, or multipart/form-data with files'

import type { Plugin } from 'graphql-yoga'
import { unreadableType } from './readable-type.ts'

const reasons: Readonly<Record<number, { code: string; message: string }>> = {
  406: {
    code: 'NOT_ACCEPTABLE',
    message:
      'Answering: the Accept header names no form this answer has; accept application/json or application/graphql-response+json, for subscriptions text/event-stream',
  },
  415: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: unreadableType,
  },
}

/** Gives the refusals that have no body one that says what to do; a blank answer helps nobody. */
export const explainMediaTypes: Plugin = {
  onResponse: ({ response, setResponse, fetchAPI }) => {
    const reason = reasons[response.status]
    if (!reason || response.body !== null) return
    const { code, message } = reason
    setResponse(fetchAPI.Response.json({ errors: [{ message, extensions: { code } }] }, { status: response.status }))
  },
}

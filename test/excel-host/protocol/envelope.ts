/** One message between the library in its frame and the host, as JSON text through postMessage. */
export interface Envelope {
  readonly _messageType: number
  readonly _actionName: string
  readonly _conversationId: string
  readonly _correlationId: number
  readonly _origin?: string
  readonly _serializerVersion?: number
}

export interface RequestEnvelope extends Envelope {
  /** 0: call a method; 1: register for an event; 2: no more of it. */
  readonly _actionType: number
  readonly _data?: {
    readonly DdaMethod?: { readonly DispatchId: number; readonly Version?: number }
    readonly eventDispId?: number
    readonly targetId?: string
    readonly ArrayData?: readonly unknown[]
    readonly [name: string]: unknown
  }
}

export interface ResponseEnvelope extends Envelope {
  readonly _errorCode: number
  /** 0: the answer to a request; 1: an event. */
  readonly _responseType: 0 | 1
  readonly _data: unknown
}

export const messageTypes = { request: 0, response: 1 } as const
export const requestActions = { call: 0, register: 1, unregister: 2 } as const

export function parseRequest(text: unknown): RequestEnvelope | null {
  if (typeof text !== 'string') return null
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof message !== 'object' || message === null || !('_messageType' in message)) return null
  return message._messageType === messageTypes.request ? (message as RequestEnvelope) : null
}

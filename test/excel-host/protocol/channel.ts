import { messageTypes, parseRequest, type RequestEnvelope, type ResponseEnvelope, requestActions } from './envelope.ts'

export interface ChannelOptions {
  readonly origin: string
  readonly post: (message: string) => void
  /** Answers calls; the data of the answer, sooner or later. */
  readonly answer: (request: RequestEnvelope) => unknown
  readonly onRegistered?: (event: string) => void
}

/** The conversation with one add-in frame: requests and answers, events that it registered for. */
export class Channel {
  readonly #options: ChannelOptions
  readonly #events = new Map<string, RequestEnvelope>()

  constructor(options: ChannelOptions) {
    this.#options = options
  }

  async receive(text: unknown): Promise<void> {
    const request = parseRequest(text)
    if (!request) return
    if (request._actionType === requestActions.register) {
      this.#events.set(request._actionName, request)
      this.#post(request, 0, { Error: 0 })
      this.#options.onRegistered?.(request._actionName)
    } else if (request._actionType === requestActions.unregister) {
      this.#events.delete(request._actionName)
      this.#post(request, 0, { Error: 0 })
    } else this.#post(request, 0, await this.#options.answer(request))
  }

  /** false: the add-in has not registered for it. */
  fire(event: string, data: unknown): boolean {
    const registration = this.#events.get(event)
    if (registration) this.#post(registration, 1, data)
    return registration !== undefined
  }

  get registered(): readonly string[] {
    return [...this.#events.keys()]
  }

  #post(request: RequestEnvelope, responseType: 0 | 1, data: unknown): void {
    const message: ResponseEnvelope = {
      _messageType: messageTypes.response,
      _actionName: request._actionName,
      _conversationId: request._conversationId,
      _correlationId: request._correlationId,
      _errorCode: 0,
      _responseType: responseType,
      _data: data,
      _origin: this.#options.origin,
      _serializerVersion: 1,
    }
    this.#options.post(JSON.stringify(message))
  }
}

import type { Operation } from './operation.ts'

/** The server, as the rest of the add-in sees it. One for each page; `create-api.ts` makes it. */
export interface Api {
  /** Runs a query or mutation. Rejects with `ApiError`; never resolves with half an answer. */
  request<Result, Variables>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Result>
  /** Follows a subscription (server-sent events read by fetch, as headers carry the credential). Ends with the signal. */
  follow<Result, Variables>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): AsyncIterable<Result>
  /** Streams a file to POST /uploads/{dataset}; `progress` from 0 to 1 where the host can tell. Answers its JSON. */
  upload(request: FileUpload, options?: RequestOptions): Promise<Record<string, unknown>>
  /** A file of the server (a template, an export) as a blob with its name. */
  download(path: string, options?: RequestOptions): Promise<{ readonly name: string; readonly blob: Blob }>
}

export interface RequestOptions {
  readonly signal?: AbortSignal
}

export interface FileUpload {
  readonly dataset: string
  readonly file: Blob
  readonly fileName: string
  /** mode, scope, dryRun, createMissingClients, … as in the address. */
  readonly parameters: Readonly<Record<string, string>>
  readonly onProgress?: (part: number) => void
}

/**
 * - `offline`: no answer came (no network, server down, permission for the local network missing).
 * - `signed-out`: there is no session, or it cannot be renewed; signing in helps.
 * - `forbidden`: the role does not allow it. - `busy`: too many requests; `retryAfter` seconds.
 * - `refused`: the request was wrong; the message says how. - `failed`: the server failed; the message has its request id.
 * - `aborted`: the signal ended it.
 */
export type ApiErrorKind = 'offline' | 'signed-out' | 'forbidden' | 'busy' | 'refused' | 'failed' | 'aborted'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ApiErrorKind
  readonly retryAfter: number | null
  readonly code: string | null

  constructor(
    kind: ApiErrorKind,
    message: string,
    details: { readonly retryAfter?: number; readonly code?: string } = {},
  ) {
    super(message)
    this.kind = kind
    this.retryAfter = details.retryAfter ?? null
    this.code = details.code ?? null
  }
}

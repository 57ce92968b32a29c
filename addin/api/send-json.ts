import { ApiError } from './api.ts'
import { explainOffline } from './explain-offline.ts'

/** How requests leave the page: the platform's fetch, or another in tests. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>

/** Sends a request; what never arrives becomes an `ApiError` that says what to do. */
export async function send(fetch: Fetch, address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'omit', cache: 'no-store', ...init })
  } catch (error) {
    if (init.signal?.aborted || (error instanceof Error && error.name === 'AbortError'))
      throw new ApiError('aborted', 'Stopped before an answer came')
    throw new ApiError('offline', await explainOffline(new URL(address).origin))
  }
}

/** The JSON of an answer; an answer of something else than this server (a proxy, a captive portal) is a failure. */
export async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError')
      throw new ApiError('aborted', 'Stopped before an answer came')
  }
  throw new ApiError(
    'failed',
    `Reading the answer of ${new URL(response.url || 'http://server').host}: it is not from MoatMetrics (status ${response.status}); check what stands between this computer and the server`,
  )
}

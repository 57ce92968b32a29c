import { ApiError } from './api.ts'
import { explainOffline } from './explain-offline.ts'

export interface SentFile {
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly file: Blob
  readonly onProgress: (part: number) => void
  readonly signal?: AbortSignal | undefined
}

/** Posts a file with XMLHttpRequest, as fetch does not tell how much of a body has left; answers like fetch. */
export function sendFile({ address, headers, file, onProgress, signal }: SentFile): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    const end = () => signal?.removeEventListener('abort', abort)
    request.open('POST', address)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', event => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      end()
      const retryAfter = request.getResponseHeader('retry-after')
      const answered = { status: request.status, headers: retryAfter === null ? {} : { 'retry-after': retryAfter } }
      resolve(new Response(request.responseText, answered))
    })
    request.addEventListener('error', () => {
      end()
      void explainOffline(new URL(address).origin).then(message => reject(new ApiError('offline', message)))
    })
    request.addEventListener('abort', () => {
      end()
      reject(new ApiError('aborted', 'Stopped before the file was sent'))
    })
    if (signal?.aborted) return reject(new ApiError('aborted', 'Stopped before the file was sent'))
    signal?.addEventListener('abort', abort)
    request.send(file)
  })
}

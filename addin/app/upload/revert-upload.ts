import { type Api, ApiError } from '../../api/api.ts'
import { revertSnapshot } from '../../api/operations/upload.gen.ts'

/** Undoes a version. Answers the number of the version that restores the state before; what hinders it is an error. */
export async function revertUpload(api: Api, id: string, reason: string): Promise<number> {
  const { revertSnapshot: result } = await api.request(revertSnapshot, { id, reason })
  if (result.__typename === 'Snapshot') return result.number
  if (result.__typename === 'NotFound') throw new ApiError('refused', result.message)
  const numbers = result.snapshots.map(({ number }) => number).join(', ')
  throw new ApiError('refused', `${result.message} (${numbers})`)
}

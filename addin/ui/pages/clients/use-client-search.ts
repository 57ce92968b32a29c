import { clientSearch } from '../../../api/operations/clients.gen.ts'
import { useQuery } from '../../data/use-query.ts'

/** As many as one question about numbers takes. */
const AT_MOST = 1000

/** The ids of clients by part of their name; null ids: nothing is searched for. */
export function useClientSearch(text: string): {
  readonly ids: readonly string[] | null
  readonly waiting: boolean
  readonly truncated: boolean
  readonly error: unknown
} {
  const query = useQuery(text === '' ? null : clientSearch, { search: text, first: AT_MOST }, { keepPrevious: false })
  if (text === '') return { ids: null, waiting: false, truncated: false, error: null }
  const { data, error } = query
  return {
    ids: data ? data.clients.nodes.map(client => client.id) : null,
    waiting: data === null,
    truncated: data !== null && data.clients.totalCount > AT_MOST,
    error,
  }
}

import type { Api } from '../../api/api.ts'
import { clientNames } from '../../api/operations/client-names.gen.ts'

/** Clients whose name has the text in it, to choose from; the value is the id. */
export async function clientChoices(
  api: Api,
  text: string,
  signal: AbortSignal,
): Promise<readonly { readonly value: string; readonly label: string }[]> {
  const { clients } = await api.request(clientNames, { search: text === '' ? null : text }, { signal })
  return clients.nodes.map(({ id, name }) => ({ value: id, label: name }))
}

import type { Api } from '../../api/api.ts'
import { clientIdOfName } from '../../api/operations/formulas.gen.ts'
import { againstWords } from './against-argument.ts'
import { FormulaError } from './formula-error.ts'

/** The id of the client that a value is compared with. Throws FormulaError where the words name none. */
export async function clientIdOf(api: Pick<Api, 'request'>, name: string, signal: AbortSignal): Promise<string> {
  const { client } = await api.request(clientIdOfName, { name }, { signal })
  if (client) return client.id
  throw new FormulaError(
    'missing',
    `Nothing to explain against is called "${name}": write ${againstWords}, or a client’s exact name`,
  )
}

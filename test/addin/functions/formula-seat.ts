import { createApi } from '../../../addin/api/create-api.ts'
import { memoryKeeper } from '../../../addin/api/kept-session.ts'
import type { Session } from '../../../addin/api/session.ts'
import { createFormulas, type Formulas } from '../../../addin/app/formulas/formulas.ts'
import type { Role } from '../../../server/access/policy.ts'
import { emailOf, PASSWORD, type TestServer } from '../../support/server.ts'

/** Formulas of a workbook whose user may be signed in, at a server that runs for real; requests are counted. */
export interface FormulaSeat {
  readonly formulas: Formulas
  readonly session: Session
  readonly signIn: () => Promise<void>
  /** Operations sent since the last look, by name. */
  readonly sent: () => string[]
  /** What happens before a request leaves: a fault, an upload by somebody else. */
  beforeSending: (operation: string) => Promise<void>
  /** Requests that have been answered. */
  answered: number
  /** Milliseconds that the clock of the page is ahead. */
  ahead: number
}

export async function formulaSeat(server: TestServer, organization: string, role: Role): Promise<FormulaSeat> {
  let sent: string[] = []
  const counting = async (address: string, init: RequestInit) => {
    const operation = /(?:query|mutation) (\w+)/.exec(String(init.body))?.[1] ?? 'unknown'
    await seat.beforeSending(operation)
    sent.push(operation)
    const answer = await steadyFetch(address, init)
    seat.answered++
    return answer
  }
  const { api, session } = createApi({ origin: server.address, fetch: counting, tokens: memoryKeeper() })
  const seat: FormulaSeat = {
    formulas: createFormulas(api, {
      now: () => Date.now() + seat.ahead,
      sleep: milliseconds => {
        if (milliseconds < 1000) return new Promise(resolve => setTimeout(resolve, milliseconds))
        server.wait(milliseconds)
        return Promise.resolve()
      },
    }),
    session,
    signIn: async () => {
      const outcome = await session.signIn({ email: emailOf(organization, role), password: PASSWORD })
      if (outcome.kind !== 'signed-in') throw new Error(outcome.message)
      sent = []
    },
    sent: () => {
      const seen = sent
      sent = []
      return seen
    },
    beforeSending: async () => {},
    answered: 0,
    ahead: 0,
  }
  return seat
}

/**
 * fetch as browsers have it: a connection that the server closed while it was idle is no failure. Node's own may fail so
 * when server and client share one busy process.
 */
export async function steadyFetch(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    const cause = error instanceof TypeError ? error.cause : null
    const code = cause instanceof Error && 'code' in cause ? cause.code : null
    if (code !== 'ECONNRESET' && code !== 'UND_ERR_SOCKET' && code !== 'EPIPE') throw error
    return await fetch(address, init)
  }
}

/** Arguments of =MOAT.METRIC(…); what is not said is left out. */
export const metricCall = (metric: unknown, client: unknown = null, period: unknown = null, asOf: unknown = null) => ({
  metric,
  client,
  period,
  asOf,
})

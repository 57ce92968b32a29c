import { randomUUID } from 'node:crypto'
import type { Context, Services } from '../../schema/context.ts'
import { Refusals } from '../../schema/refusals.ts'
import type { Viewer } from '../access/policy.ts'
import { createAuditRecorder } from '../audit/audit-recorder.ts'
import type { Asker } from './limits/fair-line.ts'

/** What the server knows of a request before anything of it is read. */
export interface Caller {
  readonly viewer: Viewer
  readonly sessionId: string | null
  /** Whose turns its queries take. In no answer: kept ones depend on nothing but the viewer. */
  readonly asker: Asker
  readonly requestId: string
  /** The secret in the cookie of a browser that signs in with the provider; null: it sent none. */
  readonly browser: string | null
  readonly now: number
  /** Whether the same credentials would be admitted now, to the same; for what goes on after the request. */
  readonly stillAdmitted: () => Promise<boolean>
  readonly later: Context['later']
}

export function createContext(services: Services, caller: Caller, signal: AbortSignal): Context {
  const { em, gate } = services.accounts
  const audit = createAuditRecorder(em, gate, caller.viewer, caller.now)
  return { ...services, ...caller, signal, em: em.fork(), refusals: new Refusals(), audit }
}

export const newUid = (): string => randomUUID()

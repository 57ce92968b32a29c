import { randomUUID } from 'node:crypto'
import type { Context, Services } from '../../schema/context.ts'
import { Refusals } from '../../schema/refusals.ts'
import type { Viewer } from '../access/policy.ts'
import { createAuditRecorder } from '../audit/audit-recorder.ts'

/** What the server knows of a request before anything of it is read. */
export interface Caller {
  readonly viewer: Viewer
  readonly sessionId: string | null
  readonly requestId: string
  readonly now: number
  readonly later: Context['later']
}

export function createContext(services: Services, caller: Caller, signal: AbortSignal): Context {
  const { em, gate } = services.accounts
  const audit = createAuditRecorder(em, gate, caller.viewer, caller.now)
  return { ...services, ...caller, signal, em: em.fork(), refusals: new Refusals(), audit }
}

export const newUid = (): string => randomUUID()

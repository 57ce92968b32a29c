import { randomUUID } from 'node:crypto'
import type { Context, Services } from '../../schema/context.ts'
import { Refusals } from '../../schema/refusals.ts'
import type { Viewer } from '../access/policy.ts'

/** What the server knows of a request before anything of it is read. */
export interface Caller {
  readonly viewer: Viewer
  readonly sessionId: string | null
  readonly requestId: string
  readonly now: number
  readonly later: Context['later']
}

export function createContext(services: Services, caller: Caller, signal: AbortSignal): Context {
  return { ...services, ...caller, signal, em: services.accounts.em.fork(), refusals: new Refusals() }
}

export const newUid = (): string => randomUUID()

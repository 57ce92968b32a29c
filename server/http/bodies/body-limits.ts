import { isMember, type Viewer } from '../../access/policy.ts'
import type { Config } from '../../config.ts'
import { createBodyMemory } from './body-memory.ts'
import type { BodyLimits } from './guard-body.ts'

/** The limits of bodies of a server: questions are kept in memory, files of uploads go to disk as they come. */
export function bodyLimits({
  maxRequestBytes,
  maxSignedOutRequestBytes,
  maxBodiesBytes,
  bodyIdleSeconds: idleSeconds,
}: Pick<Config, 'maxRequestBytes' | 'maxSignedOutRequestBytes' | 'maxBodiesBytes' | 'bodyIdleSeconds'>) {
  const memory = createBodyMemory(maxBodiesBytes)
  const ofMembers: BodyLimits = { maxBytes: maxRequestBytes, memory, idleSeconds }
  const ofStrangers: BodyLimits = {
    ...ofMembers,
    maxBytes: Math.min(maxRequestBytes, maxSignedOutRequestBytes),
  }
  const ofUpload: BodyLimits = { maxBytes: null, memory: null, idleSeconds }
  return { ofUpload, ofQuestion: (viewer: Viewer) => (isMember(viewer) ? ofMembers : ofStrangers) }
}

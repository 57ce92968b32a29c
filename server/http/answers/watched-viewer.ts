import type { Viewer } from '../../access/policy.ts'

/** A viewer that tells whether anybody asked who it is. */
export interface WatchedViewer {
  readonly viewer: Viewer
  readonly wasIdentified: () => boolean
}

/**
 * What a viewer may do stands in the key of an answer; who it is, only in answers that depend on it. Those are found by
 * watching: whatever looks at the person or the key while an answer is worked out makes it theirs alone.
 */
export function watchedViewer(viewer: Viewer): WatchedViewer {
  let identified = false
  const told = <T>(value: T): T => {
    identified = true
    return value
  }
  const { userId, email, apiKeyId, ...others } = viewer
  return {
    wasIdentified: () => identified,
    viewer: {
      ...others,
      get userId() {
        return told(userId)
      },
      get email() {
        return told(email)
      },
      get apiKeyId() {
        return told(apiKeyId)
      },
    },
  }
}

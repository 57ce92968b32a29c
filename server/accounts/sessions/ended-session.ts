/** What the row of a session becomes when it ends: where it was is forgotten at once. */
export const endedSession = (now: number) => ({ revoked_at: now, address: null, user_agent: null })

import type { Viewer } from './policy.ts'

/** What keeps somebody from doing anything until there is a second factor, and what to do; null: nothing does. */
export function secondFactorAsked({ mustSetUpSecondFactor, apiKeyId }: Viewer): string | null {
  if (!mustSetUpSecondFactor) return null
  return apiKeyId === null
    ? 'your organization asks your role for a second factor; set one up first (startSecondFactor)'
    : 'your organization asks the role of this key for a second factor, and whoever made the key has none; they sign in and set one up, or somebody makes a key of another role'
}

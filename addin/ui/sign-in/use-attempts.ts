import { useState } from 'preact/hooks'
import { useCountdown } from './use-countdown.ts'

/** Why somebody was not let in; `seconds` where they have to wait. */
export interface Refused {
  readonly kind: string
  readonly message: string
  readonly seconds?: number
}

export interface Attempts<Outcome extends Refused> {
  readonly busy: boolean
  /** What the last attempt was refused for; null: there was none, or it went well. */
  readonly refused: Outcome | null
  readonly error: unknown
  /** Until the next attempt counts. */
  readonly seconds: number
  /** Tries; answers the refusal, null when it went well, undefined when it failed (then `error` says how). */
  readonly attempt: (work: () => Promise<Outcome | null>) => Promise<Outcome | null | undefined>
  readonly forget: () => void
}

/** Attempts to show who one is, by password or code: one at a time, and none while one has to wait. */
export function useAttempts<Outcome extends Refused>(): Attempts<Outcome> {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Outcome | null>(null)
  const [error, setError] = useState<unknown>(null)
  const seconds = useCountdown(refused?.seconds ?? 0, refused)
  const forget = () => {
    setError(null)
    setRefused(null)
  }
  return {
    busy,
    refused,
    error,
    seconds,
    forget,
    attempt: async work => {
      if (busy || seconds > 0) return undefined
      setBusy(true)
      forget()
      try {
        const outcome = await work()
        setRefused(outcome)
        return outcome
      } catch (failure) {
        setError(failure)
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}

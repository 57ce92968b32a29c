/** Counts requests of each caller in windows of a minute. */
export interface RateLimit {
  /** Counts one more. Answers 0 when it is allowed, else the seconds to wait. */
  count(caller: string, now: number): number
}

const WINDOW = 60_000
/** So many callers are remembered before old windows are swept. */
const SWEEP_AT = 10_000

/** @param perMinute requests a minute; null: no limit */
export function createRateLimit(perMinute: number | null): RateLimit {
  const windows = new Map<string, { start: number; requests: number }>()
  return {
    count: (caller, now) => {
      if (perMinute === null) return 0
      if (windows.size >= SWEEP_AT)
        for (const [key, window] of windows) if (now - window.start >= WINDOW) windows.delete(key)
      const window = windows.get(caller)
      if (!window || now - window.start >= WINDOW) {
        windows.set(caller, { start: now, requests: 1 })
        return 0
      }
      window.requests++
      return window.requests <= perMinute ? 0 : Math.max(1, Math.ceil((window.start + WINDOW - now) / 1000))
    },
  }
}

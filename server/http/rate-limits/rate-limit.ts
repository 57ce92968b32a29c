/** Counts what callers do, in minutes. */
export interface RateLimit {
  /** So much a minute. */
  readonly perMinute: number
  /** Counts so many more of a caller, and answers what is left to them. */
  count(caller: string, times?: number): Promise<Counted>
}

export interface Counted {
  readonly allowed: boolean
  readonly remaining: number
  /** Until the minute is over. */
  readonly seconds: number
}

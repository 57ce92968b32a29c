/** Where a request came from, for the audit log. Absent for what nobody asked for over the network. */
export interface RequestOrigin {
  /** The id the answer carries as X-Request-Id. */
  readonly requestId: string
  /** Network address of the caller: personal data, which can be erased later without breaking the log. */
  readonly address: string | null
  /** What the caller's program says it is; kept with sessions, not in the log. */
  readonly userAgent?: string | null
  /** Random text that nobody can guess, so that an erased address cannot be found again by trying all of them. */
  readonly salt: string
}

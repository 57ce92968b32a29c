/** What is known of a client. */
export interface ClientRecord {
  readonly id: number
  readonly name: string
  readonly externalId: string | null
  readonly industry: string | null
  readonly contactEmail: string | null
  readonly contactPhone: string | null
  readonly isActive: boolean
  /** Days since 1970. */
  readonly since: number | null
  /** Columns of the sheet that have no place of their own, by heading. */
  readonly metadata: Readonly<Record<string, string>> | null
  /** Number of the snapshot that brought it. */
  readonly snapshot: number
  /** Place in the order asked for. */
  readonly sortKey: readonly (string | number)[]
}

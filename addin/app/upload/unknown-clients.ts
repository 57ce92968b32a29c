import type { RowIssue } from './upload-outcome.ts'

/** A name in the sheet that is no client yet. */
export interface UnknownClient {
  readonly name: string
  /** Rows that are rejected for it. */
  readonly rows: number
  /** The client that was probably meant. */
  readonly suggestion: string | null
}

/** The names that rows were rejected for, most rows first. */
export function unknownClients(issues: readonly RowIssue[]): readonly UnknownClient[] {
  const found = new Map<string, { rows: number; suggestion: string | null }>()
  for (const { code, value, suggestion } of issues) {
    if (code !== 'UNKNOWN_CLIENT' || value === null) continue
    const known = found.get(value)
    found.set(value, { rows: (known?.rows ?? 0) + 1, suggestion: known?.suggestion ?? suggestion })
  }
  return [...found].map(([name, rest]) => ({ name, ...rest })).sort((a, b) => b.rows - a.rows)
}

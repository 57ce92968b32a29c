import type { RowIssue, Severity } from '../datasets/dataset.ts'
import type { Db } from '../db/tables.ts'
import type { ImportOutcome } from '../snapshots/import-outcome.ts'
import { readRowIssues } from '../snapshots/read-snapshots.ts'

const severities = ['ERROR', 'WARNING', 'NOTICE'] as const

/** Row issues of an import: how many of each severity, and the first, errors before warnings before notices. */
export interface FoundIssues {
  readonly counts: Readonly<Record<Severity, number>>
  readonly first: readonly RowIssue[]
}

/** The issues of an outcome, of which at most `show` are read. An accepted snapshot keeps its issues in the database. */
export async function foundIssues(db: Db, outcome: ImportOutcome, show: number): Promise<FoundIssues> {
  if (outcome.type === 'Snapshot' && outcome.snapshot.preview === null) {
    return await storedIssues(db, outcome.snapshot.organizationId, outcome.snapshot.number, show)
  }
  const issues =
    outcome.type === 'Snapshot'
      ? (outcome.snapshot.preview?.issues ?? [])
      : outcome.type === 'RowsRejected' || outcome.type === 'QualityTooLow'
        ? outcome.issues
        : []
  const of = (severity: Severity) => issues.filter(issue => issue.severity === severity)
  return {
    counts: { ERROR: of('ERROR').length, WARNING: of('WARNING').length, NOTICE: of('NOTICE').length },
    first: severities.flatMap(of).slice(0, show),
  }
}

async function storedIssues(db: Db, organizationId: number, snapshot: number, show: number): Promise<FoundIssues> {
  const counts = { ERROR: 0, WARNING: 0, NOTICE: 0 }
  const first: RowIssue[] = []
  for (const severity of severities) {
    const limit = Math.max(0, show - first.length)
    const { issues, totalCount } = await readRowIssues(db, organizationId, snapshot, { severity, limit })
    counts[severity] = totalCount
    first.push(...issues)
  }
  return { counts, first }
}

import type { IssueFragment, QualityFragment, UploadOutcomeFragment } from '../../api/operations/upload.gen.ts'

/** What the server answered to an upload, whichever way it was sent. */
export type UploadOutcome = UploadOutcomeFragment
/** A version that was stored, or, with number 0, what storing would do. */
export type UploadReport = Extract<UploadOutcome, { readonly __typename: 'Snapshot' }>
export type MappingNeeded = Extract<UploadOutcome, { readonly __typename: 'MappingNeeded' }>
export type RowIssue = IssueFragment
export type Quality = QualityFragment
export type RowChange = UploadReport['diff']['nodes'][number]

export interface IssueList {
  readonly listed: readonly RowIssue[]
  readonly total: number
}

/** The issues an outcome lists, and how many there are: of many, the first 1,000 are listed. */
export function issuesOf(outcome: UploadOutcome): IssueList {
  if (outcome.__typename === 'Snapshot') return { listed: outcome.found.nodes, total: outcome.found.totalCount }
  if (outcome.__typename === 'RowsRejected' || outcome.__typename === 'QualityTooLow')
    return { listed: outcome.issues, total: outcome.issues.length }
  return { listed: [], total: 0 }
}

/** Issues that are left after some rows were sent again: theirs are replaced by what was found now. */
export function issuesLeft(
  before: IssueList,
  sent: readonly { readonly rows: readonly { readonly row: number }[] }[],
  found: readonly UploadReport[],
): IssueList {
  const again = new Set(sent.flatMap(({ rows }) => rows.map(({ row }) => row)))
  const kept = before.listed.filter(({ row }) => !again.has(row))
  const now = found.flatMap(report => report.found.nodes).filter(({ row }) => again.has(row))
  const listed = [...kept, ...now].sort((a, b) => a.row - b.row)
  return { listed, total: before.total - before.listed.length + listed.length }
}

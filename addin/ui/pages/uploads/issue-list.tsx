import type { RowIssue } from '../../../app/upload/upload-outcome.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import './issue-list.css'

const words = { ERROR: 'Rejected', WARNING: 'Kept, odd', NOTICE: 'Notice' } as const
const tones = { ERROR: 'bad', WARNING: 'warn', NOTICE: 'neutral' } as const

/** What is wrong with which row. Props: `issues`, `total`, `titleOf`, `onShow` (takes the person to the cell). */
export function IssueList({
  issues,
  total,
  titleOf,
  onShow,
  onTake,
}: {
  readonly issues: readonly RowIssue[]
  readonly total: number
  readonly titleOf: (column: string) => string
  readonly onShow?: (row: number, column: string | null) => void
  /** Puts what was probably meant into the cell. */
  readonly onTake?: (issue: RowIssue) => void
}) {
  if (total === 0) return <p class="quiet">Nothing is wrong with any row.</p>
  return (
    <>
      <ul class="issue-list">
        {issues.map((issue, index) => (
          <li key={`${issue.row}:${issue.column}:${issue.code}:${index}`}>
            <div class="row-line">
              <Badge tone={tones[issue.severity]}>{words[issue.severity]}</Badge>
              <span class="small quiet">
                {issue.row === 0 ? 'The whole sheet' : `Row ${issue.row}`}
                {issue.column === null ? '' : `, ${titleOf(issue.column)}`}
              </span>
              <span class="issue-actions">
                {onTake && issue.suggestion !== null && issue.row > 0 && (
                  <Button size="small" onClick={() => onTake(issue)}>
                    Use “{issue.suggestion}”
                  </Button>
                )}
                {onShow && issue.row > 0 && (
                  <Button size="small" kind="subtle" onClick={() => onShow(issue.row, issue.column)}>
                    Show cell
                  </Button>
                )}
              </span>
            </div>
            <p>{issue.message}</p>
          </li>
        ))}
      </ul>
      {total > issues.length && (
        <p class="small quiet">
          {issues.length.toLocaleString('en-US')} of {total.toLocaleString('en-US')} shown
        </p>
      )}
    </>
  )
}

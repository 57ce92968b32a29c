import { useState } from 'preact/hooks'
import type { UploadFlow } from '../../../app/upload/upload-flow.ts'
import type { IssueList as Issues, RowIssue } from '../../../app/upload/upload-outcome.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'

const words = {
  ERROR: ['Rejected', 'bad'],
  WARNING: ['Look at it', 'warn'],
  NOTICE: ['Understood', 'neutral'],
} as const
const PAGE = 20

/** What is wrong with which cell; pressing a place shows the cell. Of many, the first are listed, and the rest counted. */
export function IssueList({ flow, issues: { listed, total } }: { readonly flow: UploadFlow; readonly issues: Issues }) {
  const [shown, setShown] = useState(PAGE)
  if (total === 0) return null
  const rank = ({ severity }: RowIssue) => Object.keys(words).indexOf(severity)
  const ordered = [...listed].sort((a, b) => rank(a) - rank(b) || a.row - b.row)
  return (
    <details class="pane-more" open>
      <summary>{total === 1 ? 'One remark' : `${total.toLocaleString('en-US')} remarks`}</summary>
      <div>
        <ul class="pane-issues small">
          {ordered.slice(0, shown).map(issue => {
            const [word, tone] = words[issue.severity]
            return (
              <li key={`${issue.row}/${issue.column}/${issue.code}/${issue.value}`}>
                <div class="pane-row">
                  {issue.row > 0 ? (
                    <button
                      type="button"
                      class="pane-item-name"
                      onClick={() => void flow.showIssue(issue.row, issue.column)}
                    >
                      Row {issue.row}
                      {issue.column && `, ${issue.column.replaceAll('_', ' ')}`}
                    </button>
                  ) : (
                    <strong>The sheet</strong>
                  )}
                  <Badge tone={tone}>{word}</Badge>
                </div>
                {issue.message}
              </li>
            )
          })}
        </ul>
        {shown < listed.length && (
          <Button size="small" kind="subtle" onClick={() => setShown(shown + 100)}>
            Show more
          </Button>
        )}
        {total > listed.length && shown >= listed.length && (
          <p class="small quiet">
            The first {listed.length.toLocaleString('en-US')} are listed; correct them and check again for the rest.
          </p>
        )}
      </div>
    </details>
  )
}

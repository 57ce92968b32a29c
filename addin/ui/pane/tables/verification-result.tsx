import type { Verification } from '../../../app/tables/verify-table.ts'
import type { CellValue } from '../../../workbook/workbook.ts'
import { MessageBar } from '../../components/message-bar.tsx'
import { timeText } from '../../data/period-text.ts'

/** So many differences are listed; the rest is counted. */
const LISTED = 20

/** What came of working a table out anew as of its own time. */
export function VerificationResult({
  result: { same, differences, missingRows, extraRows, asOf },
  onClose,
}: {
  readonly result: Verification
  readonly onClose: () => void
}) {
  const wrong = differences.length + missingRows.length + extraRows.length
  if (wrong === 0)
    return (
      <MessageBar tone="good" title="Verified." onDismiss={onClose}>
        All {same} cells are what the server says as of {timeText(asOf)}.
      </MessageBar>
    )
  return (
    <MessageBar tone="warn" title="Not the same." onDismiss={onClose}>
      {same} cells agree with the server as of {timeText(asOf)}; {differences.length} do not.
      {missingRows.length > 0 && <p>Rows that are missing: {missingRows.slice(0, LISTED).join('; ')}.</p>}
      {extraRows.length > 0 && <p>Rows that the server does not have: {extraRows.slice(0, LISTED).join('; ')}.</p>}
      <ul class="pane-issues small">
        {differences.slice(0, LISTED).map(({ row, column, inTable, recomputed }) => (
          <li key={`${row}/${column}`}>
            {row}, {column}: {text(inTable)} in the table, {text(recomputed)} recomputed
          </li>
        ))}
      </ul>
      {differences.length > LISTED && <p class="small">{differences.length - LISTED} more are not listed.</p>}
    </MessageBar>
  )
}

const text = (value: CellValue): string => (value === null ? 'nothing' : String(value))
